"use strict";

// What the reader looks at, as one frozen value. The address bar holds it, so that
// back and forward work and a view can be sent to somebody:
//   #focus=technology/ipfs&depth=2&at=person/juan-benet&open=technology/ipfs:tg:buildsOn
// Only what differs from the view that the page opens on is written there.
talkgraph.state = (() => {
  const THINGS = ["focus", "at"];
  const THING_LISTS = ["with", "hide"];
  const NUMBERS = { depth: [1, 9], top: [1, 100000], from: [1, 9999], to: [1, 9999], confidence: [0, 100] };

  /** The view that the page opens on. */
  function initial(graph, start) {
    const derived = graph.relations.filter((relation) => relation.derived).map((relation) => relation.id);
    return Object.freeze({
      focus: start.focus,
      depth: start.depth,
      top: start.top,
      at: start.focus, // the thing whose panel is open
      open: [], // things whose neighbours, or some of them, are drawn too; see openings.js
      with: [], // single things that are drawn too
      hide: [], // things that are not drawn
      kinds: [], // ids of kinds that are not drawn
      relations: derived, // ids of relations that are not drawn
      from: null, // the first year, or null
      to: null, // the last
      confidence: 0, // in per cent; less certain statements are left out
    });
  }

  const readable = (text) =>
    encodeURIComponent(text).replace(/%2F/g, "/").replace(/%3A/g, ":");

  /** The state as the part of an address after "#"; empty for the opening view. */
  function format(state, graph, home) {
    const thing = (position) => (position === null ? "" : readable(graph.local(position)));
    const number = (value) => (value === null ? "" : String(value));
    const things = (list) => list.map(thing).join();
    const texts = (list) => list.map(readable).join();
    const written = {
      focus: thing,
      depth: number,
      top: number,
      at: thing,
      open: (list) => list.map((one) => talkgraph.openings.format(one, thing)).join(),
      with: things,
      hide: things,
      kinds: texts,
      relations: texts,
      from: number,
      to: number,
      confidence: number,
    };
    return Object.entries(written)
      .map(([key, write]) => [key, write(state[key]), write(implied(state, home)[key])])
      .filter(([, now, usual]) => now !== usual)
      .map(([key, now]) => `${key}=${now}`)
      .join("&");
  }

  /** What a key stands for where the address leaves it out: a focus has its panel open. */
  const implied = (state, home) => ({ ...home, at: state.focus });

  /** The values of an address by their keys, lists still in one text. */
  const given = (hash) =>
    new Map(
      hash
        .replace(/^#/, "")
        .split("&")
        .filter(Boolean)
        .map((part) => [part.split("=")[0], part.split("=").slice(1).join("=")]),
    );

  /** The IRIs of all things that an address names. */
  function named(hash, relations) {
    const values = given(hash);
    const single = THINGS.map((key) => decoded(values.get(key) || ""));
    const lists = THING_LISTS.flatMap((key) => listed(values.get(key)));
    const opened = listed(values.get("open")).map((text) => talkgraph.openings.parse(text, relations).thing);
    return [...new Set([...single, ...lists, ...opened])].filter(Boolean);
  }

  /** The state that an address holds, and the names in it that the graph lacks. */
  function parse(hash, graph, home) {
    const values = given(hash);
    const unknown = [];
    const thing = (iri) => {
      const found = iri === "" ? null : graph.find(iri);
      if (found === undefined) unknown.push(iri);
      return found === undefined ? null : found;
    };
    const state = { ...home };
    if (values.has("focus")) state.focus = thing(decoded(values.get("focus")));
    state.at = values.has("at") ? thing(decoded(values.get("at"))) : state.focus;
    for (const key of THING_LISTS) {
      if (values.has(key)) state[key] = listed(values.get(key)).map(thing).filter(isHere);
    }
    state.open = listed(values.get("open"))
      .map((text) => talkgraph.openings.parse(text, graph.relations))
      .map((one) => talkgraph.openings.opening(thing(one.thing), one.relation, one.side))
      .filter((one) => isHere(one.thing));
    for (const key of ["kinds", "relations"]) if (values.has(key)) state[key] = listed(values.get(key));
    for (const [key, [least, most]] of Object.entries(NUMBERS)) {
      state[key] = whole(values.get(key), least, most, home[key]);
    }
    return { state: Object.freeze(state), unknown };
  }

  const isHere = (thing) => thing !== null;

  const listed = (text = "") => text.split(",").filter(Boolean).map(decoded);

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

  return { initial, format, named, parse, changed };
})();
