"use strict";

// Which things a range of years leaves, by the same rule as talkgraph/explorer/narrowing.py:
// events and talks of other years or of none go; what events or talks are linked to stays if
// one of those that stay is; what none is linked to stays with its neighbours.
talkgraph.years = (() => {
  let last = { graph: null };

  const JUDGES = ["Event", "Talk"];

  const isInside = (year, { from, to }) =>
    year !== undefined && (from === null || year >= from) && (to === null || year <= to);

  /** The other ends of a thing's links. */
  function beside(graph, thing) {
    const found = [];
    for (const statement of graph.statementsOf(thing)) {
      const other = graph.other(statement, thing);
      if (other !== undefined) found.push(other);
    }
    return found;
  }

  /** For each thing whether it stays, as 1 or 0. */
  function computed(graph, range) {
    const stays = new Uint8Array(graph.size);
    const judged = new Uint8Array(graph.size);
    const isJudge = (thing) => JUDGES.includes(graph.kind(thing).id);
    let ring = [];
    for (let thing = 0; thing < graph.size; thing += 1) {
      if (!isJudge(thing)) continue;
      const isKept = isInside(graph.year(thing), range);
      judged[thing] = 1;
      if (isKept) stays[thing] = 1;
      for (const other of beside(graph, thing)) {
        judged[other] = 1;
        if (!isKept || isJudge(other) || stays[other]) continue;
        stays[other] = 1;
        ring.push(other);
      }
    }
    while (ring.length > 0) {
      const next = [];
      for (const thing of ring) {
        for (const other of beside(graph, thing)) {
          if (judged[other] || stays[other]) continue;
          stays[other] = 1;
          next.push(other);
        }
      }
      ring = next;
    }
    return stays;
  }

  /** A test of things: whether the years of a state let one stay. */
  function staying(graph, { from, to }) {
    if (from === null && to === null) return () => true;
    const { version } = graph;
    if (last.graph !== graph || last.version !== version || last.from !== from || last.to !== to) {
      last = { graph, version, from, to, stays: computed(graph, { from, to }) };
    }
    const { stays } = last;
    return (thing) => stays[thing] === 1;
  }

  return { staying };
})();
