"use strict";

/** That more of the graph could not be had; the message is for the reader. */
talkgraph.SourceError = class extends Error {};

// Where the graph comes from: all of it from the page itself, or more of it, when a
// view needs it, from the server that the page came from. Things go by their IRIs here.
talkgraph.sources = (() => {
  const AT_ONCE = 40; // things named in one request: addresses have a longest length
  const PATIENCE = 20000; // milliseconds
  const PAUSE = 120; // milliseconds without typing before the server is asked

  /** The whole graph stands in the page. */
  class Embedded {
    #names;

    constructor(graph) {
      this.#names = new talkgraph.Names(graph);
      // Not before the first drawing, but before somebody types.
      setTimeout(() => this.#names.prepare(), 200);
    }

    async ensure() {}

    async overview() {}

    async find(text) {
      return this.#names.find(text);
    }
  }

  /** A server has the whole graph, and gives it in parts. */
  class Remote {
    #graph;
    #address;
    #asked = new Map();
    #lastText = 0;

    constructor(graph, address) {
      this.#graph = graph;
      this.#address = address;
    }

    /**
     * Sees that these things are here with what lies at most so many steps from
     * them: all statements but those between things of the last step.
     */
    async ensure(iris, depth) {
      const missing = iris.filter((iri) => !this.#isHere(iri, depth));
      const requests = [];
      for (let at = 0; at < missing.length; at += AT_ONCE) {
        const things = missing.slice(at, at + AT_ONCE).map((iri) => ["thing", iri]);
        requests.push(this.#part("part", [...things, ["depth", Math.max(1, depth)]]));
      }
      await Promise.all(requests);
    }

    /** Sees that so many things of the overview are here. */
    async overview(top) {
      const { order, totals } = this.#graph;
      if (order.length < Math.min(top, totals.things)) await this.#part("overview", [["top", top]]);
    }

    async find(text) {
      const turn = (this.#lastText += 1);
      await new Promise((resume) => setTimeout(resume, PAUSE));
      if (turn !== this.#lastText) return [];
      const found = await this.#get("find", [["text", text]]);
      return found.map((each) => ({ ...each, kind: this.#graph.kinds[each.kind] }));
    }

    #isHere(iri, depth) {
      const graph = this.#graph;
      const thing = graph.find(iri);
      if (thing === undefined) return false;
      let ring = [thing];
      const seen = new Set(ring);
      for (let step = 1; step <= depth && ring.length > 0; step += 1) {
        if (!ring.every((each) => graph.isComplete(each))) return false;
        const next = ring.flatMap((each) =>
          [...graph.statementsOf(each)].map((statement) => graph.other(statement, each)),
        );
        ring = [...new Set(next)].filter((each) => each !== undefined && !seen.has(each));
        for (const each of ring) seen.add(each);
      }
      return true;
    }

    /** Adds an answer to the graph; the same is asked only once. */
    async #part(what, parameters) {
      const key = JSON.stringify([what, parameters]);
      if (!this.#asked.has(key)) {
        const answer = this.#get(what, parameters).then((tables) => this.#graph.add(tables));
        this.#asked.set(key, answer);
        answer.catch(() => this.#asked.delete(key));
      }
      await this.#asked.get(key);
    }

    async #get(what, parameters) {
      const query = new URLSearchParams(parameters.map(([key, value]) => [key, String(value)]));
      let answer = null;
      try {
        const signal = AbortSignal.timeout(PATIENCE);
        answer = await fetch(`${this.#address}/${what}?${query}`, { signal });
        if (answer.ok) return await answer.json();
      } catch (error) {
        const isTooSlow = error instanceof DOMException && error.name === "TimeoutError";
        const words = isTooSlow ? "The server takes too long." : "The server does not answer.";
        throw new talkgraph.SourceError(words, { cause: error });
      }
      throw new talkgraph.SourceError(`The server answers with an error (${answer.status}).`);
    }
  }

  return { Embedded, Remote };
})();
