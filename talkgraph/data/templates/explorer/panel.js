"use strict";

// The panel of one thing: what it is called, what is said of it, and who says so.
talkgraph.panel = (() => {
  const { element, glyph, outwardLink, counted, number } = talkgraph.dom;
  const { grounds, openings } = talkgraph;
  const FACTS_AT_FIRST = 12;
  const QUOTES_AT_FIRST = 1;

  /**
   * The facts about a thing under their headings, in the order of the relations:
   * `heading`, the `opening` that draws the group, and `facts`, each `statement`
   * with the `other` thing, or a value.
   */
  function grouped(graph, thing, least) {
    const groups = new Map();
    const kind = graph.kind(thing);
    const order = new Map(graph.relations.map((relation, index) => [relation.id, index]));
    for (const statement of graph.statementsOf(thing)) {
      if (graph.confidence(statement) < least) continue;
      const relation = graph.relation(statement);
      const side = openings.sideOf(graph, statement, thing);
      const heading = openings.heading(relation, side, kind);
      const key = `${String(order.get(relation.id)).padStart(3, "0")} ${heading}`;
      if (!groups.has(key)) {
        const opening = openings.opening(thing, relation.id, sideOfGroup(relation, side, kind));
        groups.set(key, { heading, opening, facts: [] });
      }
      groups.get(key).facts.push({ statement, other: graph.other(statement, thing) });
    }
    return [...groups.keys()]
      .sort()
      .map((key) => ({ ...groups.get(key), facts: sorted(graph, groups.get(key)) }));
  }

  /** The side that stands for a group; a symmetric relation has one group for both. */
  function sideOfGroup(relation, side, kind) {
    const isShared = openings.heading(relation, "outgoing", kind) === openings.heading(relation, side, kind);
    return isShared ? "outgoing" : side;
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
      element(
        "span",
        { class: "certainty", title: `Found by the rule ${quote.rule}` },
        `${quote.confidence} % certain`,
      ),
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

  /** The talk that a derived fact follows from. */
  const through = (graph, talk, onSelect) =>
    element(
      "p",
      { class: "through" },
      "through ",
      element("button", { type: "button", class: "link", click: () => onSelect(talk) }, graph.name(talk)),
    );

  function factItem(graph, { statement, other }, onSelect) {
    const stated =
      other === undefined
        ? element("span", { class: "value" }, graph.value(statement))
        : thingButton(graph, other, onSelect);
    const derived = grounds
      .talks(graph, statement)
      .map((each) => [through(graph, each.talk, onSelect), ...evidence(grounds.quotes(graph, each))])
      .flat();
    return element("li", {}, stated, ...evidence(graph.quotes(statement)), ...derived);
  }

  /** The button that draws the things of a group, or takes them away where they all are drawn. */
  function drawButton(group, { drawn, isCredible, explorer }) {
    const { thing } = group.opening;
    const others = group.facts.filter(
      ({ other, statement }) => other !== undefined && other !== thing && isCredible(statement),
    );
    if (others.length === 0) return null;
    const isDrawn = others.every(({ other }) => drawn.has(other));
    return element(
      "button",
      {
        type: "button",
        class: "small",
        "data-key": `draw ${group.opening.relation} ${group.opening.side}`,
        click: () => (isDrawn ? explorer.takeAway(group.opening) : explorer.draw(group.opening)),
      },
      isDrawn ? "Take away" : "Draw these",
      element("span", { class: "unseen" }, ` (${group.heading})`),
    );
  }

  function factGroup(graph, group, context) {
    const { heading, facts } = group;
    const select = (thing) => context.explorer.select(thing);
    const list = element("ul", { class: "facts" });
    list.append(...facts.slice(0, FACTS_AT_FIRST).map((fact) => factItem(graph, fact, select)));
    const isDerived = facts.every(({ statement }) => graph.quotes(statement).length === 0);
    const amount = facts.length > 1 ? number.format(facts.length) : "";
    const title = element("h3", {}, heading);
    const count = element("span", { class: "amount" }, amount);
    const head = element("div", { class: "head" }, title, count, drawButton(group, context));
    const note = isDerived ? element("p", { class: "derived" }, "follows from the talks") : null;
    const section = element("section", {}, head, note, list);
    if (facts.length > FACTS_AT_FIRST) {
      const words = `Show all ${number.format(facts.length)}`;
      const all = element("button", { type: "button", class: "quiet" }, words);
      all.addEventListener("click", () => {
        list.append(...facts.slice(FACTS_AT_FIRST).map((fact) => factItem(graph, fact, select)));
        all.remove();
      });
      section.append(all);
    }
    return section;
  }

  function actions(thing, state, explorer) {
    const isOpen = state.open.some((one) => one.thing === thing && one.relation === null);
    const act = (key, words, run, pressed) =>
      element("button", { type: "button", "data-key": key, click: run, "aria-pressed": pressed }, words);
    const page = explorer.page(thing);
    return element(
      "div",
      { class: "actions" },
      act("expand", isOpen ? "Collapse" : "Expand", () => explorer.expand(thing), String(isOpen)),
      act("only", "Only this", () => explorer.only(thing)),
      act("hide", "Hide", () => explorer.hide(thing)),
      page === null ? null : element("a", { href: page, "data-key": "page" }, "Its page"),
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

  /** Fills the panel with the thing of a state, for which an explorer acts; empties it without one. */
  function render(panel, graph, state, drawn, explorer) {
    const thing = state.at;
    panel.hidden = thing === null;
    if (thing === null) {
      delete panel.dataset.thing;
      panel.replaceChildren();
      return;
    }
    const groups = grouped(graph, thing, state.confidence);
    const close = () => explorer.select(null);
    const context = { drawn, explorer, isCredible: talkgraph.reach.credible(graph, state) };
    panel.replaceChildren(
      element("button", { type: "button", class: "close", "aria-label": "Close", click: close }, "×"),
      element("p", { class: "kind" }, glyph(graph.kind(thing)), graph.kind(thing).label),
      element("h2", {}, graph.name(thing)),
      ...[names(graph, thing), addresses(graph, thing)].filter(Boolean),
      actions(thing, state, explorer),
      ...groups.map((group) => factGroup(graph, group, context)),
    );
    if (groups.length === 0) panel.append(element("p", { class: "derived" }, "Nothing is said about it."));
    if (panel.dataset.thing !== graph.local(thing)) panel.parentElement.scrollTop = 0;
    panel.dataset.thing = graph.local(thing);
  }

  return { render };
})();
