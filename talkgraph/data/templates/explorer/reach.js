"use strict";

// Which things and statements a state draws.
talkgraph.reach = (() => {
  /** A test of statements: whether the reader's filters let one pass. */
  function passing(graph, state) {
    const left = new Set(state.relations);
    return (statement) =>
      graph.confidence(statement) >= state.confidence && !left.has(graph.relation(statement).id);
  }

  /** The neighbours of a thing over statements that pass, best-connected first. */
  function neighbours(graph, thing, passes) {
    const found = new Set();
    for (const statement of graph.statementsOf(thing)) {
      const other = graph.other(statement, thing);
      if (other !== undefined && other !== thing && passes(statement)) found.add(other);
    }
    return ranked(graph, found);
  }

  /** By degree, then by IRI, which is the order of positions. */
  const ranked = (graph, things) =>
    [...things].sort((one, other) => graph.degree(other) - graph.degree(one) || one - other);

  /** The things at most `depth` steps away, nearest first, with the number of steps. */
  function around(graph, focus, depth, passes) {
    const steps = new Map([[focus, 0]]);
    let ring = [focus];
    for (let step = 1; step <= depth; step += 1) {
      const reached = new Set();
      for (const thing of ring) {
        for (const other of neighbours(graph, thing, passes)) if (!steps.has(other)) reached.add(other);
      }
      ring = ranked(graph, reached);
      for (const thing of ring) steps.set(thing, step);
    }
    return steps;
  }

  /**
   * What a state draws: `things`, of which the first `own` belong to the view
   * itself; `whole`, how many the view would have without its cap; `leftOut`,
   * how many neighbours of expanded things the cap keeps away; `isCapped`,
   * whether it keeps away anything.
   */
  function drawn(graph, state) {
    const passes = passing(graph, state);
    const view =
      state.focus === null ? graph.order : [...around(graph, state.focus, state.depth, passes).keys()];
    const own = view.slice(0, state.top);
    const added = new Set([...state.with, ...state.open]);
    const leftOut = new Set();
    for (const thing of state.open) {
      const beside = neighbours(graph, thing, passes);
      for (const each of beside.slice(0, state.top)) added.add(each);
      for (const each of beside.slice(state.top)) leftOut.add(each);
    }
    for (const thing of own) added.delete(thing);
    for (const thing of [...own, ...added]) leftOut.delete(thing);
    const isShown = (thing) => !state.hide.includes(thing) && !state.kinds.includes(graph.kind(thing).id);
    const shown = own.filter(isShown);
    return {
      things: [...shown, ...[...added].filter(isShown)],
      own: shown.length,
      whole: view.length,
      isCapped: own.length < view.length || leftOut.size > 0,
      leftOut: leftOut.size,
    };
  }

  /** The statements between things of a view, in order. */
  function between(graph, things, passes) {
    const inside = new Set(things);
    const found = [];
    for (const thing of things) {
      for (const statement of graph.statementsOf(thing)) {
        const isOurs = graph.isLink(statement) && graph.subject(statement) === thing;
        if (isOurs && inside.has(graph.object(statement)) && passes(statement)) found.push(statement);
      }
    }
    return found.sort((one, other) => one - other);
  }

  return { passing, neighbours, around, drawn, between };
})();
