"use strict";

// Starts the page with what stands in it.
talkgraph.explorer = (() => {
  const embedded = (name) => JSON.parse(talkgraph.dom.byId(`embedded-${name}`).textContent);
  return new talkgraph.Explorer(embedded("tables"), embedded("start"));
})();
