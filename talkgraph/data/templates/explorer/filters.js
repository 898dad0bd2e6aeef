"use strict";

// The legend, which is also the filter: kinds of things, relations, years, certainty.
talkgraph.filters = (() => {
  const { byId, element, glyph, number } = talkgraph.dom;

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
    const { totals } = graph;
    const kinds = graph.kinds.filter((kind) => kind.id in totals.kinds);
    const relations = graph.relations.filter((relation) => relation.id in totals.relations);
    const left = (list) =>
      [...list.querySelectorAll("input")].filter((box) => !box.checked).map((box) => box.value);
    const kindList = byId("kinds");
    const relationList = byId("relations");
    kindList.append(
      ...kinds.map((kind) =>
        choice(kind.id, talkgraph.browse.capitalised(kind.plural), totals.kinds[kind.id], glyph(kind), () =>
          change({ kinds: left(kindList) }),
        ),
      ),
    );
    relationList.append(
      ...relations.map((relation) =>
        choice(relation.id, relation.label, totals.relations[relation.id], null, () =>
          change({ relations: left(relationList) }),
        ),
      ),
    );
    buildYears(totals.years, change);
    const slider = byId("confidence");
    slider.addEventListener("input", () => change({ confidence: Number(slider.value) }));
    return (state) => show(state, kindList, relationList, slider);
  }

  /** The two lists of years; a first year after the last one, or the other way, takes that along. */
  function buildYears(years, change) {
    byId("years").hidden = years === null;
    if (years === null) return;
    const [first, last] = years;
    const all = Array.from({ length: last - first + 1 }, (_, at) => String(first + at));
    const [from, to] = [byId("year-from"), byId("year-to")];
    from.append(option("", "first"), ...all.map((year) => option(year, year)));
    to.append(option("", "last"), ...all.map((year) => option(year, year)));
    const chosen = (box) => (box.value === "" ? null : Number(box.value));
    const isCrossed = () => chosen(from) !== null && chosen(to) !== null && chosen(from) > chosen(to);
    const choose = (changed) => {
      const crossed = isCrossed() ? chosen(changed) : null;
      change({ from: crossed ?? chosen(from), to: crossed ?? chosen(to) });
    };
    for (const box of [from, to]) box.addEventListener("change", () => choose(box));
  }

  const option = (value, words) => element("option", { value }, words);

  function show(state, kindList, relationList, slider) {
    for (const box of kindList.querySelectorAll("input")) box.checked = !state.kinds.includes(box.value);
    for (const box of relationList.querySelectorAll("input"))
      box.checked = !state.relations.includes(box.value);
    showYear(byId("year-from"), state.from);
    showYear(byId("year-to"), state.to);
    slider.value = String(state.confidence);
    byId("confidence-value").textContent = state.confidence === 0 ? "any" : `${state.confidence} %`;
  }

  /** An address may name a year that the graph has nothing of. */
  function showYear(box, year) {
    const value = year === null ? "" : String(year);
    if (![...box.options].some((each) => each.value === value)) box.append(option(value, value));
    box.value = value;
  }

  return { build };
})();
