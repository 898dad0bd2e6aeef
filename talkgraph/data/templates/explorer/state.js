"use strict";

// What the reader looks at, as one frozen value. The address bar holds it, so that
// back and forward work and a view can be sent to somebody:
//   #focus=technology/ipfs&depth=2&at=person/juan-benet
// Only what differs from the view that the page opens on is written there.
talkgraph.state = (() => {
  const THING_LISTS = ["open", "with", "hide"];

  /** The view that the page opens on. */
  function initial(graph, start) {
    const derived = graph.relations.filter((relation) => relation.derived).map((relation) => relation.id);
    return Object.freeze({
      focus: start.focus,
      depth: start.depth,
      top: start.top,
      at: start.focus, // the thing whose panel is open
      open: [], // things whose neighbours are drawn too
      with: [], // single things that are drawn too
      hide: [], // things that are not drawn
      kinds: [], // ids of kinds that are not drawn
      relations: derived, // ids of relations that are not drawn
      confidence: 0, // in per cent; less certain statements are left out
    });
  }

  const readable = (text) => encodeURIComponent(text).replace(/%2F/g, "/").replace(/%3A/g, ":");

  /** The state as the part of an address after "#"; empty for the opening view. */
  function format(state, graph, home) {
    const thing = (position) => (position === null ? "" : readable(graph.local(position)));
    const written = {
      focus: thing,
      depth: String,
      top: String,
      at: thing,
      open: (list) => list.map(thing).join(),
      with: (list) => list.map(thing).join(),
      hide: (list) => list.map(thing).join(),
      kinds: (list) => list.map(readable).join(),
      relations: (list) => list.map(readable).join(),
      confidence: String,
    };
    return Object.entries(written)
      .map(([key, write]) => [key, write(state[key]), write(implied(state, home)[key])])
      .filter(([, now, usual]) => now !== usual)
      .map(([key, now]) => `${key}=${now}`)
      .join("&");
  }

  /** What a key stands for where the address leaves it out: a focus has its panel open. */
  const implied = (state, home) => ({ ...home, at: state.focus });

  /** The state that an address holds, and the names in it that the graph lacks. */
  function parse(hash, graph, home) {
    const given = new Map(
      hash
        .replace(/^#/, "")
        .split("&")
        .filter(Boolean)
        .map((part) => {
          const [key, ...rest] = part.split("=");
          return [key, rest.join("=")];
        }),
    );
    const unknown = [];
    const thing = (text) => {
      if (text === "") return null;
      const found = graph.find(decoded(text));
      if (found === undefined) unknown.push(decoded(text));
      return found === undefined ? null : found;
    };
    const state = { ...home };
    if (given.has("focus")) state.focus = thing(given.get("focus"));
    state.at = given.has("at") ? thing(given.get("at")) : state.focus;
    for (const key of THING_LISTS) {
      if (given.has(key))
        state[key] = listed(given.get(key))
          .map(thing)
          .filter((found) => found !== null);
    }
    for (const key of ["kinds", "relations"]) {
      if (given.has(key)) state[key] = listed(given.get(key)).map(decoded);
    }
    state.depth = whole(given.get("depth"), 1, 9, home.depth);
    state.top = whole(given.get("top"), 1, 100000, home.top);
    state.confidence = whole(given.get("confidence"), 0, 100, home.confidence);
    return { state: Object.freeze(state), unknown };
  }

  const listed = (text) => text.split(",").filter(Boolean);

  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  function whole(text, least, most, otherwise) {
    const value = Number.parseInt(text, 10);
    return Number.isNaN(value) ? otherwise : Math.min(most, Math.max(least, value));
  }

  /** The state with some of it changed. */
  const changed = (state, changes) => Object.freeze({ ...state, ...changes });

  /** A list with an item if it lacked it, else without. */
  const toggled = (list, item) =>
    list.includes(item) ? list.filter((each) => each !== item) : [...list, item];

  return { initial, format, parse, changed, toggled };
})();
