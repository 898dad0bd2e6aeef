"use strict";

// Buttons, keys and the browser's own ways, each with the action that it stands for.
talkgraph.controls = (() => {
  const { byId } = talkgraph.dom;

  const isTyping = ({ target }) =>
    target instanceof HTMLInputElement && target.type !== "checkbox" && target.type !== "range";

  function onKey(explorer, event) {
    if (isTyping(event)) return;
    if (event.key === "/") {
      event.preventDefault();
      document.querySelector(".search input:not(.tomselected)").focus();
    }
    if (event.key === "Escape") explorer.select(null);
  }

  function skip(event) {
    event.preventDefault();
    byId("browse").open = true;
    byId("browse").focus();
  }

  function toggleFilters() {
    const isOpen = byId("filters").classList.toggle("open");
    byId("toggle-filters").setAttribute("aria-expanded", String(isOpen));
  }

  /** Makes everything outside canvas, panel, legend and search act on an explorer. */
  function listen(explorer) {
    const click = (id, run) => byId(id).addEventListener("click", run);
    click("to-overview", () => explorer.overview());
    click("more", () => explorer.more());
    click("zoom-in", () => explorer.view.zoom(1.4));
    click("zoom-out", () => explorer.view.zoom(1 / 1.4));
    click("zoom-fit", () => explorer.view.fit());
    click("toggle-filters", toggleFilters);
    document.querySelector("[data-skip]").addEventListener("click", skip);
    byId("depth").addEventListener("change", () => explorer.steps(Number(byId("depth").value)));
    window.addEventListener("popstate", () => explorer.readAddress());
    window.addEventListener("hashchange", () => explorer.readAddress());
    window
      .matchMedia("(prefers-color-scheme: dark)")
      .addEventListener("change", () => explorer.view.recolor());
    document.addEventListener("keydown", (event) => onKey(explorer, event));
  }

  return { listen };
})();
