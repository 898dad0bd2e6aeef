"use strict";

// The legend, which is also the filter: kinds of things, relations, certainty.
talkgraph.filters = (() => {
  const { byId, element, glyph, number } = talkgraph.dom;

  /** How often each kind and each relation occurs in the whole graph, by id. */
  function counts(graph) {
    const found = new Map();
    const count = (id) => found.set(id, (found.get(id) || 0) + 1);
    for (let thing = 0; thing < graph.size; thing += 1) count(graph.kind(thing).id);
    for (let statement = 0; statement < graph.statements; statement += 1) {
      if (graph.isLink(statement)) count(graph.relation(statement).id);
    }
    return found;
  }

  function choice(id, words, amount, sign, onChange) {
    const box = element("input", { type: "checkbox", value: id, change: onChange });
    const label = element(
      "label",
      {},
      box,
      sign,
      element("span", { class: "words" }, words),
      element("span", { class: "amount" }, number.format(amount)),
    );
    return element("li", {}, label);
  }

  /**
   * Builds the legend; `change` is called with the part of the state that the
   * reader changed. Gives a function that makes the boxes show a state.
   */
  function build(graph, change) {
    const amounts = counts(graph);
    const kinds = graph.kinds.filter((kind) => amounts.has(kind.id));
    const relations = graph.relations.filter((relation) => amounts.has(relation.id));
    const left = (list) =>
      [...list.querySelectorAll("input")].filter((box) => !box.checked).map((box) => box.value);
    const kindList = byId("kinds");
    const relationList = byId("relations");
    kindList.append(
      ...kinds.map((kind) =>
        choice(kind.id, talkgraph.browse.capitalised(kind.plural), amounts.get(kind.id), glyph(kind), () =>
          change({ kinds: left(kindList) }),
        ),
      ),
    );
    relationList.append(
      ...relations.map((relation) =>
        choice(relation.id, relation.label, amounts.get(relation.id), null, () =>
          change({ relations: left(relationList) }),
        ),
      ),
    );
    const slider = byId("confidence");
    slider.addEventListener("input", () => change({ confidence: Number(slider.value) }));
    return (state) => show(state, kindList, relationList, slider);
  }

  function show(state, kindList, relationList, slider) {
    for (const box of kindList.querySelectorAll("input")) box.checked = !state.kinds.includes(box.value);
    for (const box of relationList.querySelectorAll("input"))
      box.checked = !state.relations.includes(box.value);
    slider.value = String(state.confidence);
    byId("confidence-value").textContent = state.confidence === 0 ? "any" : `${state.confidence} %`;
  }

  return { build };
})();
