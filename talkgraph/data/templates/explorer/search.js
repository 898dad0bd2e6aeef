"use strict";

// Search with completion over every name and alias, also of things that are not drawn.
talkgraph.search = (() => {
  const { byId, element, glyph } = talkgraph.dom;
  const MOST_FOUND = 30;

  /** A text without accents and case. */
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  const words = (text) =>
    folded(text)
      .split(/[^\p{L}\p{N}+#]+/u)
      .filter(Boolean);

  /** Every name of every thing, ready to be compared: main names first, then by thing. */
  function entries(graph) {
    const found = [];
    for (let thing = 0; thing < graph.size; thing += 1) {
      for (const name of [graph.name(thing), ...graph.alsoCalled(thing)]) {
        const parts = words(name);
        found.push({ thing, name, parts, whole: parts.join("") });
      }
    }
    return found;
  }

  /**
   * How well a name answers: 3 it is what was typed, 2 it begins so, 1 each word
   * typed begins one of its words, 0 not at all.
   */
  function fit(entry, asked, whole) {
    if (entry.whole === whole) return 3;
    if (entry.whole.startsWith(whole)) return 2;
    return asked.every((word) => entry.parts.some((part) => part.startsWith(word))) ? 1 : 0;
  }

  /** The things that a typed text can mean, best first, each with the name that matched. */
  function find(graph, names, text) {
    const asked = words(text);
    if (asked.length === 0) return [];
    const whole = asked.join("");
    const best = new Map();
    for (const entry of names) {
      const score = fit(entry, asked, whole);
      const before = best.get(entry.thing);
      if (score > 0 && (!before || before.score < score)) best.set(entry.thing, { score, entry });
    }
    const rank = (one, other) =>
      other.score - one.score ||
      graph.degree(other.entry.thing) - graph.degree(one.entry.thing) ||
      one.entry.thing - other.entry.thing;
    return [...best.values()]
      .sort(rank)
      .slice(0, MOST_FOUND)
      .map(({ entry }) => entry);
  }

  function option(graph, entry) {
    const name = graph.name(entry.thing);
    return element(
      "div",
      { class: "found" },
      glyph(graph.kind(entry.thing)),
      element("span", { class: "words" }, name),
      entry.name === name ? null : element("span", { class: "alias" }, entry.name),
      element("span", { class: "amount" }, graph.kind(entry.thing).label),
    );
  }

  /** Turns the search field into one with completion; `onChoose` takes a thing. */
  function build(graph, onChoose) {
    let names = null;
    const box = new TomSelect(byId("search"), {
      create: false,
      maxItems: 1,
      maxOptions: MOST_FOUND,
      valueField: "id",
      labelField: "name",
      searchField: [],
      sortField: [{ field: "$order" }],
      highlight: false,
      openOnFocus: false,
      loadThrottle: null,
      // The words are matched here; all that is loaded is to be shown, in that order.
      score: () => () => 1,
      shouldLoad: (text) => text.trim().length > 0,
      load(text, done) {
        names = names || entries(graph);
        box.clearOptions();
        done(find(graph, names, text).map((entry) => ({ id: String(entry.thing), ...entry })));
      },
      render: {
        option: (entry) => option(graph, entry),
        item: (entry) => element("div", {}, entry.name),
        no_results: () => element("div", { class: "no-results" }, "Nothing of that name"),
        loading: () => element("div", {}),
        not_loading: () => null,
      },
      onItemAdd(id) {
        onChoose(Number(id));
        box.clear(true);
        box.clearOptions();
        box.setTextboxValue("");
        box.blur();
      },
    });
    return box;
  }

  return { build, find, entries };
})();
