"use strict";

// Completes the names of things in the fields of a form: each asks the server for what its text can begin.
(() => {
  const root = document.querySelector("link[href$='static/theme.css']").href.replace(/static\/theme\.css$/, "");

  /** Fills the list of a field with names that begin as its text does. */
  async function complete(field) {
    const asked = field.value;
    if (asked.trim().length < 2) return;
    const address = new URL("find", root);
    address.search = new URLSearchParams({ text: asked, kinds: field.dataset.kinds });
    const response = await fetch(address, { headers: { Accept: "application/json" } });
    if (!response.ok || field.value !== asked) return;
    const options = (await response.json()).map(({ name, matched }) => {
      const option = document.createElement("option");
      option.value = name;
      if (matched !== name) option.label = `${name} (${matched})`;
      return option;
    });
    field.list.replaceChildren(...options);
  }

  for (const field of document.querySelectorAll("input[data-kinds]")) {
    let waiting = 0;
    field.addEventListener("input", () => {
      window.clearTimeout(waiting);
      waiting = window.setTimeout(() => complete(field), 150);
    });
  }
})();
