"use strict";

// Sees that what a view needs of the graph is here, tells when the reader has to wait,
// and puts into words what could not be had.
talkgraph.Supply = class {
  #graph;
  #source;
  #waiting = 0;

  /** `remote` is the address of a server that has the whole graph, or null. */
  constructor(graph, remote) {
    const { Embedded, Remote } = talkgraph.sources;
    this.#graph = graph;
    this.#source = remote === null ? new Embedded(graph) : new Remote(graph, remote);
  }

  /** Fetches the things of these IRIs and what lies around them. Gives words where that failed, else none. */
  things(iris, depth) {
    return this.#awaited(() => this.#source.ensure(iris, depth));
  }

  /** Fetches what a state draws and what its panel says. */
  state({ focus, depth, top, at, open }) {
    const local = (thing) => this.#graph.local(thing);
    const beside = [at, ...open.map(({ thing }) => thing)].filter((thing) => thing !== null);
    const view = () =>
      focus === null ? this.#source.overview(top) : this.#source.ensure([local(focus)], depth);
    return this.#awaited(() =>
      Promise.all([view(), this.#source.ensure([...new Set(beside)].map(local), 1)]),
    );
  }

  /** What a text can mean, and words where that could not be had. */
  async find(text) {
    let found = [];
    const trouble = await this.#awaited(async () => {
      found = await this.#source.find(text);
    });
    return { found, trouble };
  }

  async #awaited(run) {
    this.#waiting += 1;
    document.body.setAttribute("aria-busy", "true");
    try {
      await run();
      return "";
    } catch (error) {
      if (!(error instanceof talkgraph.SourceError)) throw error;
      return `${error.message} What is loaded can still be used.`;
    } finally {
      this.#waiting -= 1;
      if (this.#waiting === 0) document.body.removeAttribute("aria-busy");
    }
  }
};
