"use strict";

// The panel of one thing: what it is called, what is said of it, and who says so.
talkgraph.panel = (() => {
  const { element, glyph, outwardLink, counted } = talkgraph.dom;
  const FACTS_AT_FIRST = 12;
  const QUOTES_AT_FIRST = 1;

  /**
   * The facts about a thing under their headings, in the order of the relations:
   * `heading` and `facts`, each `statement` with the `other` thing, or a value.
   */
  function grouped(graph, thing, least) {
    const groups = new Map();
    const kind = graph.kind(thing).id;
    const order = new Map(graph.relations.map((relation, index) => [relation.id, index]));
    for (const statement of graph.statementsOf(thing)) {
      if (graph.confidence(statement) < least) continue;
      const relation = graph.relation(statement);
      const side = graph.subject(statement) === thing ? "outgoing" : "incoming";
      const heading = relation[side][kind] || relation[side][""];
      const key = `${String(order.get(relation.id)).padStart(3, "0")} ${heading}`;
      if (!groups.has(key)) groups.set(key, { heading, facts: [] });
      groups.get(key).facts.push({ statement, other: graph.other(statement, thing) });
    }
    return [...groups.keys()]
      .sort()
      .map((key) => ({ ...groups.get(key), facts: sorted(graph, groups.get(key)) }));
  }

  const sorted = (graph, { facts }) =>
    facts.sort((one, other) => weight(graph, other) - weight(graph, one) || one.statement - other.statement);

  const weight = (graph, fact) => (fact.other === undefined ? 0 : graph.degree(fact.other));

  /** A thing's name as a button that goes to it. */
  function thingButton(graph, thing, onSelect) {
    return element(
      "button",
      { type: "button", class: "thing", "data-thing": graph.local(thing), click: () => onSelect(thing) },
      glyph(graph.kind(thing)),
      element("span", {}, graph.name(thing)),
      element("span", { class: "unseen" }, ` (${graph.kind(thing).label})`),
    );
  }

  function citation(quote) {
    const parts = [];
    if (quote.recap) {
      parts.push(
        quote.recap.address ? outwardLink(quote.recap.address, quote.recap.title) : quote.recap.title,
      );
      if (quote.recap.published)
        parts.push(element("time", { datetime: quote.recap.published }, quote.recap.published));
    }
    parts.push(
      element("span", { title: `Found by the rule ${quote.rule}` }, `${quote.confidence} % certain`),
    );
    return element("footer", {}, ...parts.flatMap((part, index) => (index === 0 ? [part] : [" · ", part])));
  }

  const quotation = (quote) => element("blockquote", {}, element("p", {}, quote.text), citation(quote));

  /** The sentences behind a fact; all but the first folded away. */
  function evidence(quotes) {
    const shown = quotes.slice(0, QUOTES_AT_FIRST).map(quotation);
    const rest = quotes.slice(QUOTES_AT_FIRST);
    if (rest.length === 0) return shown;
    const summary = element("summary", {}, `${counted(rest.length, "more sentence", "more sentences")}`);
    return [...shown, element("details", {}, summary, ...rest.map(quotation))];
  }

  function factItem(graph, { statement, other }, onSelect) {
    const stated =
      other === undefined
        ? element("span", { class: "value" }, graph.value(statement))
        : thingButton(graph, other, onSelect);
    return element("li", {}, stated, ...evidence(graph.quotes(statement)));
  }

  function factGroup(graph, { heading, facts }, onSelect) {
    const list = element("ul", { class: "facts" });
    list.append(...facts.slice(0, FACTS_AT_FIRST).map((fact) => factItem(graph, fact, onSelect)));
    const isDerived = facts.every(({ statement }) => graph.quotes(statement).length === 0);
    const note = isDerived ? element("p", { class: "derived" }, "follows from the talks") : null;
    const section = element("section", {}, element("h3", {}, heading), note, list);
    if (facts.length > FACTS_AT_FIRST) {
      const all = element("button", { type: "button", class: "quiet" }, `Show all ${facts.length}`);
      all.addEventListener("click", () => {
        list.append(...facts.slice(FACTS_AT_FIRST).map((fact) => factItem(graph, fact, onSelect)));
        all.remove();
      });
      section.append(all);
    }
    return section;
  }

  function actions(thing, state, on) {
    const isOpen = state.open.includes(thing);
    const act = (words, run, pressed) =>
      element("button", { type: "button", click: () => run(thing), "aria-pressed": pressed }, words);
    return element(
      "div",
      { class: "actions" },
      act(isOpen ? "Collapse" : "Expand", on.open, String(isOpen)),
      act("Only this", on.only),
      act("Hide", on.hide),
    );
  }

  function names(graph, thing) {
    const also = graph.alsoCalled(thing);
    return also.length > 0 ? element("p", { class: "also" }, `Also called ${also.join(", ")}`) : null;
  }

  function addresses(graph, thing) {
    const urls = graph.urls(thing);
    if (urls.length === 0) return null;
    return element("ul", { class: "urls" }, ...urls.map((url) => element("li", {}, outwardLink(url))));
  }

  /**
   * Fills the panel with a thing; empties it without one. `on` has the functions
   * `select`, `open`, `only` and `hide`, each of a thing, and `close`.
   */
  function render(panel, graph, state, on) {
    const thing = state.at;
    panel.hidden = thing === null;
    if (thing === null) {
      panel.replaceChildren();
      return;
    }
    const groups = grouped(graph, thing, state.confidence);
    panel.replaceChildren(
      element("button", { type: "button", class: "close", "aria-label": "Close", click: on.close }, "×"),
      element("p", { class: "kind" }, glyph(graph.kind(thing)), graph.kind(thing).label),
      element("h2", {}, graph.name(thing)),
      ...[names(graph, thing), addresses(graph, thing)].filter(Boolean),
      actions(thing, state, on),
      ...groups.map((group) => factGroup(graph, group, on.select)),
    );
    if (groups.length === 0) panel.append(element("p", { class: "derived" }, "Nothing is said about it."));
    panel.scrollTop = 0;
  }

  return { render, thingButton };
})();
