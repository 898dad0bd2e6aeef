"use strict";

// What is in view, in numbers and words, above the canvas.
talkgraph.summary = (() => {
  const { byId, element, number, counted } = talkgraph.dom;

  /** How much of the whole graph is in view; `drawn` as talkgraph.reach gives it. */
  function words(graph, state, { things, own, whole, leftOut }) {
    const { focus, depth, from, to } = state;
    const isPart = graph.size < graph.totals.things && whole < graph.totals.things;
    const loaded = focus === null && isPart ? "loaded " : "";
    const all = counted(whole, `${loaded}thing`, `${loaded}things`);
    const missing = leftOut > 0 ? ` ${counted(leftOut, "neighbour", "neighbours")} left out.` : "";
    const years = from === null && to === null ? "" : ` of ${span(from, to)}`;
    if (focus === null) return `Showing ${number.format(things.length)} of ${all}${years}.${missing}`;
    const where = `within ${counted(depth, "step", "steps")} of ${graph.name(focus)}`;
    const added = things.length > own ? `, and ${number.format(things.length - own)} more` : "";
    return `Showing ${number.format(own)} of ${all}${years} ${where}${added}.${missing}`;
  }

  function span(from, to) {
    if (from === to) return String(from);
    if (to === null) return `${from} and later`;
    return from === null ? `${to} and earlier` : `${from} to ${to}`;
  }

  /** What the page holds of a graph that is larger; nothing where it holds all. */
  function loaded(graph) {
    const { things } = graph.totals;
    if (graph.size >= things) return "";
    return `${number.format(graph.size)} of ${counted(things, "thing", "things")} loaded`;
  }

  function showDepth(depth) {
    const choices = Array.from({ length: Math.max(4, depth) }, (_, at) => String(at + 1));
    byId("depth").replaceChildren(...choices.map((steps) => element("option", { value: steps }, steps)));
    byId("depth").value = String(depth);
  }

  /** Fills the bar above the canvas. */
  function show(graph, state, drawn) {
    byId("count").textContent = words(graph, state, drawn);
    byId("loaded").textContent = loaded(graph);
    byId("more").hidden = !drawn.isCapped;
    byId("depth-choice").hidden = state.focus === null;
    showDepth(state.depth);
  }

  return { show };
})();
