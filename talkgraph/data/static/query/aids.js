"use strict";

// What helps to write a query: examples to start from, and the prefixes.
talkgraph.aids = (() => {
  const { byId, element } = talkgraph.dom;

  /** Lists the examples; `choose` takes the one that is clicked. Gives a function that marks one as chosen. */
  function showExamples(examples, choose) {
    const items = examples.map((example) => ({ example, item: item(example, () => choose(example)) }));
    byId("example-list").replaceChildren(...items.map(({ item }) => item));
    byId("examples").hidden = examples.length === 0;
    // On a narrow screen the list would stand between the query and its answer.
    byId("examples").open = window.matchMedia("(min-width: 900px)").matches;
    return (chosen) => {
      for (const { example, item } of items) {
        if (example === chosen) item.setAttribute("aria-current", "true");
        else item.removeAttribute("aria-current");
      }
    };
  }

  function item(example, choose) {
    const form = element("a", { class: "form", href: `q/${encodeURIComponent(example.name)}` }, "Ask with other values");
    return element(
      "li",
      {},
      element(
        "button",
        { type: "button", class: "example", click: choose },
        element("span", { class: "title" }, example.title),
        element("span", { class: "description" }, example.description),
      ),
      example.parameters.length > 0 ? form : null,
    );
  }

  /** Lists the prefixes; `declare` takes the line that declares the one that is clicked. */
  function showPrefixes(prefixes, declare) {
    const items = Object.entries(prefixes).map(([prefix, namespace]) =>
      element(
        "li",
        {},
        element(
          "button",
          { type: "button", class: "prefix", click: () => declare(`PREFIX ${prefix}: <${namespace}>`) },
          element("span", { class: "title" }, `${prefix}:`),
          element("span", { class: "description" }, namespace),
        ),
      ),
    );
    byId("prefix-list").replaceChildren(...items);
  }

  return { showExamples, showPrefixes };
})();
