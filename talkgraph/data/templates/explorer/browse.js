"use strict";

// The canvas as a list: everything in view, by kind, within reach of the keyboard.
talkgraph.browse = (() => {
  const { element, glyph, number } = talkgraph.dom;

  /** The things of each kind that has any, in the order of the legend, by name. */
  function byKind(graph, things) {
    const groups = new Map(graph.kinds.map((kind) => [kind, []]));
    for (const thing of things) groups.get(graph.kind(thing)).push(thing);
    return [...groups]
      .filter(([, members]) => members.length > 0)
      .map(([kind, members]) => [kind, named(graph, members)]);
  }

  const named = (graph, members) =>
    members.sort((one, other) => graph.name(one).localeCompare(graph.name(other), "en") || one - other);

  /** Fills the list; `onSelect` takes a thing. */
  function render(list, graph, things, selected, onSelect) {
    list.replaceChildren(
      ...byKind(graph, things).map(([kind, members]) =>
        element(
          "section",
          {},
          element(
            "h3",
            {},
            glyph(kind),
            `${capitalised(kind.plural)} `,
            element("span", { class: "amount" }, number.format(members.length)),
          ),
          element("ul", {}, ...members.map((thing) => item(graph, thing, thing === selected, onSelect))),
        ),
      ),
    );
  }

  function item(graph, thing, isSelected, onSelect) {
    const button = element(
      "button",
      {
        type: "button",
        class: "plain",
        "data-key": `list ${graph.local(thing)}`,
        "aria-current": isSelected ? "true" : null,
        click: () => onSelect(thing),
      },
      graph.name(thing),
    );
    return element("li", {}, button);
  }

  const capitalised = (words) => words.charAt(0).toUpperCase() + words.slice(1);

  return { render, capitalised };
})();
