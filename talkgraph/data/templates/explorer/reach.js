"use strict";

// Which things and statements a state draws.
talkgraph.reach = (() => {
  /** A test of statements: whether they are certain enough and between things of the chosen years. */
  function credible(graph, state) {
    const stays = talkgraph.years.staying(graph, state);
    return (statement) =>
      graph.confidence(statement) >= state.confidence &&
      stays(graph.subject(statement)) &&
      (!graph.isLink(statement) || stays(graph.object(statement)));
  }

  /** A test of statements: whether they are drawn, where both their things are. */
  function passing(graph, state) {
    const isCredible = credible(graph, state);
    const left = new Set(state.relations);
    // Somebody who asks for one group of facts gets them, also of a relation that is left out.
    const asked = state.open.filter(({ relation }) => left.has(relation));
    const isAsked = (statement) =>
      asked.some(
        (one) =>
          (graph.subject(statement) === one.thing || graph.object(statement) === one.thing) &&
          talkgraph.openings.holds(graph, one, statement),
      );
    return (statement) =>
      isCredible(statement) && (!left.has(graph.relation(statement).id) || isAsked(statement));
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

  /** By degree, then by IRI. */
  const ranked = (graph, things) =>
    [...things].sort((one, other) => graph.degree(other) - graph.degree(one) || graph.compared(one, other));

  /** The things at most `depth` steps away, nearest first, with the number of steps. */
  function around(graph, focus, depth, passes) {
    const steps = new Map([[focus, 0]]);
    let ring = [focus];
    for (let step = 1; step <= depth; step += 1) {
      const reached = new Set();
      for (const thing of ring) {
        for (const statement of graph.statementsOf(thing)) {
          const other = graph.other(statement, thing);
          if (other !== undefined && !steps.has(other) && passes(statement)) reached.add(other);
        }
      }
      ring = ranked(graph, reached);
      for (const thing of ring) steps.set(thing, step);
    }
    return steps;
  }

  /** The things of the view itself, without its cap. */
  function view(graph, state, passes) {
    const stays = talkgraph.years.staying(graph, state);
    if (state.focus === null) return graph.order.filter(stays);
    return [...around(graph, state.focus, state.depth, passes).keys()];
  }

  /** Whether the overview goes on behind what is loaded of it. */
  const goesOn = (graph, { focus }) => focus === null && graph.order.length < graph.totals.things;

  /** How many things the view has without its cap; of those of some years only the loaded ones are known. */
  const wholeOf = (graph, state, found) =>
    goesOn(graph, state) && state.from === null && state.to === null ? graph.totals.things : found;

  /**
   * What a state draws: `things`, of which the first `own` belong to the view
   * itself; `whole`, how many the view would have without its cap; `leftOut`,
   * how many neighbours of expanded things the cap keeps away; `isCapped`,
   * whether it keeps away anything, or may do so.
   */
  function drawn(graph, state) {
    const passes = passing(graph, state);
    const found = view(graph, state, passes);
    const own = found.slice(0, state.top);
    const added = new Set([...state.with, ...state.open.map(({ thing }) => thing)]);
    const leftOut = new Set();
    for (const one of state.open) {
      const beside = talkgraph.openings.neighbours(graph, one, passes);
      for (const each of beside.slice(0, state.top)) added.add(each);
      for (const each of beside.slice(state.top)) leftOut.add(each);
    }
    for (const thing of own) added.delete(thing);
    for (const thing of [...own, ...added]) leftOut.delete(thing);
    const [stays, hidden] = [talkgraph.years.staying(graph, state), new Set(state.hide)];
    const isShown = (thing) =>
      !hidden.has(thing) &&
      !state.kinds.includes(graph.kind(thing).id) &&
      (thing === state.focus || stays(thing));
    const shown = own.filter(isShown);
    const whole = wholeOf(graph, state, found.length);
    return {
      things: [...shown, ...[...added].filter(isShown)],
      own: shown.length,
      whole,
      isCapped: own.length < whole || leftOut.size > 0 || goesOn(graph, state),
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

  /** The values stated of the things of a view, such as dates. */
  const valuesOf = (graph, things, passes) =>
    things.flatMap((thing) =>
      [...graph.statementsOf(thing)].filter((statement) => !graph.isLink(statement) && passes(statement)),
    );

  return { credible, passing, neighbours, drawn, between, valuesOf };
})();
