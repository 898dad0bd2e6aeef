"use strict";

// What a derived statement follows from: who gives a talk spoke at the talk's event and
// about what the talk is about. No sentence says so by itself, but these say it together.
talkgraph.grounds = (() => {
  const GIVEN_BY = "schema:performer";
  const REST = { "tg:spokeAt": "schema:superEvent", "tg:spokeAbout": "schema:about" };

  /** The talks behind a derived statement, each with the statements of it that matter; none for others. */
  function talks(graph, statement) {
    const rest = REST[graph.relation(statement).id];
    if (rest === undefined) return [];
    const [speaker, object] = [graph.subject(statement), graph.object(statement)];
    const given = [...graph.statementsOf(speaker)].filter((each) => graph.relation(each).id === GIVEN_BY);
    return given.flatMap((performed) => {
      const talk = graph.subject(performed);
      const said = [...graph.statementsOf(talk)].filter(
        (each) =>
          graph.relation(each).id === rest && graph.subject(each) === talk && graph.object(each) === object,
      );
      return said.map((each) => ({ talk, statements: [each, performed] }));
    });
  }

  /** The sentences behind a talk's statements, each once. */
  function quotes(graph, { statements }) {
    const found = new Map();
    for (const quote of statements.flatMap((each) => graph.quotes(each))) {
      const key = `${quote.text}\n${quote.recap ? quote.recap.source : ""}`;
      if (!found.has(key)) found.set(key, quote);
    }
    return [...found.values()];
  }

  return { talks, quotes };
})();
