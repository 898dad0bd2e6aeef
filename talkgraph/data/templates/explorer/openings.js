"use strict";

// What is drawn beside a thing: all its neighbours, or those of one group of its facts.
// An opening has the `thing`; `relation` is null for all, else an id, and `side` says
// whether the thing is the subject ("outgoing") or the object ("incoming") of the facts.
talkgraph.openings = (() => {
  const opening = (thing, relation = null, side = null) => Object.freeze({ thing, relation, side });

  const isSame = (one, other) =>
    one.thing === other.thing && one.relation === other.relation && one.side === other.side;

  /** Which side of a statement a thing is on. */
  const sideOf = (graph, statement, thing) =>
    graph.subject(statement) === thing ? "outgoing" : "incoming";

  /** Under which words the facts of a relation stand on the panel of a thing of that kind. */
  const heading = (relation, side, kind) => relation[side][kind.id] || relation[side][""];

  /** Whether a statement is a fact of an opening; a symmetric relation has one group for both sides. */
  function holds(graph, { thing, relation, side }, statement) {
    if (relation === null) return true;
    const stated = graph.relation(statement);
    if (stated.id !== relation) return false;
    const kind = graph.kind(thing);
    return heading(stated, sideOf(graph, statement, thing), kind) === heading(stated, side, kind);
  }

  /** The things that an opening draws, best-connected first, over statements that pass. */
  const neighbours = (graph, one, passes) =>
    talkgraph.reach.neighbours(
      graph,
      one.thing,
      (statement) => holds(graph, one, statement) && passes(statement),
    );

  /**
   * An opening as part of an address, in the order of a statement without its other
   * end: technology/ipfs:tg:buildsOn, tg:buildsOn:technology/libp2p.
   */
  function format({ thing, relation, side }, word) {
    if (relation === null) return word(thing);
    return side === "outgoing" ? `${word(thing)}:${relation}` : `${relation}:${word(thing)}`;
  }

  /** What `format` wrote, with the thing's IRI in place of the thing. */
  function parse(text, relations) {
    for (const { id } of relations) {
      if (text.endsWith(`:${id}`)) return opening(text.slice(0, -id.length - 1), id, "outgoing");
      if (text.startsWith(`${id}:`)) return opening(text.slice(id.length + 1), id, "incoming");
    }
    return opening(text);
  }

  return { opening, isSame, sideOf, heading, holds, neighbours, format, parse };
})();
