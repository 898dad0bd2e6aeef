"use strict";

// The search field: completion over every name and alias, also of things that are not drawn.
talkgraph.search = (() => {
  const { byId, element, glyph } = talkgraph.dom;

  const option = ({ name, matched, kind }) =>
    element(
      "div",
      { class: "found" },
      glyph(kind),
      element("span", { class: "words" }, name),
      matched === name ? null : element("span", { class: "alias" }, matched),
      element("span", { class: "amount" }, kind.label),
    );

  /**
   * Turns the search field into one with completion. `find` gives what a text can
   * mean, at once or later; `onChoose` takes the IRI of a thing.
   */
  function build(find, onChoose) {
    let typed = 0;
    let isEntered = false;
    const box = new TomSelect(byId("search"), {
      create: false,
      maxItems: 1,
      maxOptions: talkgraph.Names.MOST_FOUND,
      valueField: "iri",
      labelField: "name",
      searchField: [],
      sortField: [{ field: "$order" }],
      highlight: false,
      openOnFocus: false,
      loadThrottle: null,
      // The words are matched by the source; all that it gives is to be shown, in that order.
      score: () => () => 1,
      shouldLoad: (text) => text.trim().length > 0,
      async load(text, done) {
        const turn = (typed += 1);
        isEntered = false;
        const found = await find(text);
        if (turn !== typed) {
          done([]);
          return;
        }
        box.clearOptions();
        done(found.map((each) => ({ ...each })));
        if (isEntered && found.length > 0) box.addItem(found[0].iri);
      },
      render: {
        option,
        item: ({ name }) => element("div", {}, name),
        no_results: () => element("div", { class: "no-results" }, "Nothing of that name"),
        loading: () => element("div", { class: "no-results" }, "Searching …"),
        not_loading: () => null,
      },
      onItemAdd(iri) {
        typed += 1;
        onChoose(iri);
        box.clear(true);
        box.clearOptions();
        box.setTextboxValue("");
        box.blur();
      },
    });
    // Somebody may be faster than the answer: Enter then goes to the first thing once it is there.
    box.control_input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") isEntered = true;
    });
    return box;
  }

  return { build };
})();
