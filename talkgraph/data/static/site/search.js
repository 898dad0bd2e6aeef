"use strict";

// Looks up what is typed among all names of the site, which static/index.js lists.
(() => {
  const { byId, element, glyph, counted } = talkgraph.dom;
  const { index } = talkgraph;

  const names = new talkgraph.Names({
    size: index.name.length,
    version: 0, // the names never change
    name: (thing) => index.name[thing],
    alsoCalled: (thing) => index.also[thing] || [],
    degree: (thing) => index.degree[thing],
    compared: (one, other) => one - other,
    local: (thing) => index.pages[thing],
    kind: (thing) => index.kinds[index.kind[thing]],
  });

  /** One thing that was found; the name that matched stands behind its own where it is another. */
  const line = ({ iri, name, matched, kind }) =>
    element(
      "li",
      {},
      glyph(kind),
      element("a", { href: iri }, name),
      matched === name ? null : ` (${matched})`,
      element("span", { class: "kind" }, ` ${kind.label}`),
    );

  /** What the page says of a search. */
  function summary(text, found) {
    if (text.trim() === "") return "Write the beginning of a name into the field at the top.";
    if (found.length === 0) return `Nothing has a name that begins with “${text}”.`;
    if (found.length < talkgraph.Names.MOST_FOUND) return counted(found.length, "is found.", "are found.");
    return `The first ${found.length}; write more of the name.`;
  }

  function show(text) {
    const found = names.find(text);
    byId("status").textContent = summary(text, found);
    byId("found").replaceChildren(...found.map(line));
  }

  const field = byId("find");
  field.value = new URLSearchParams(window.location.search).get("text") || "";
  field.addEventListener("input", () => show(field.value));
  show(field.value);
  field.focus();
})();
