"use strict";

// All names and aliases of the things that the page holds, and what a typed text finds in them.
talkgraph.Names = class {
  static MOST_FOUND = 30;

  #graph;
  #entries = [];
  #covered = -1;

  constructor(graph) {
    this.#graph = graph;
  }

  /** A text without accents and case. */
  static folded(text) {
    const isPlain = /^[ -~]*$/.test(text);
    return (isPlain ? text : text.normalize("NFKD").replace(/\p{M}/gu, "")).toLowerCase();
  }

  static words(text) {
    return talkgraph.Names.folded(text)
      .split(/[^\p{L}\p{N}+#]+/u)
      .filter(Boolean);
  }

  /** Reads the names that came since the last time. */
  prepare() {
    const graph = this.#graph;
    if (this.#covered === graph.version) return;
    this.#entries = [];
    for (let thing = 0; thing < graph.size; thing += 1) {
      for (const name of [graph.name(thing), ...graph.alsoCalled(thing)]) {
        const words = talkgraph.Names.words(name);
        this.#entries.push({ thing, name, spaced: ` ${words.join(" ")}`, whole: words.join("") });
      }
    }
    this.#covered = graph.version;
  }

  /**
   * How well a name answers: 3 it is what was typed, 2 it begins so, 1 each word
   * typed begins one of its words, 0 not at all.
   */
  static #fit(entry, asked, whole) {
    if (entry.whole.startsWith(whole)) return entry.whole.length === whole.length ? 3 : 2;
    return asked.every((word) => entry.spaced.includes(word)) ? 1 : 0;
  }

  /**
   * The things that a text can mean, best first: each with its `iri`, `name`, the
   * name that `matched`, and `kind`.
   */
  find(text) {
    this.prepare();
    const words = talkgraph.Names.words(text);
    if (words.length === 0) return [];
    const asked = words.map((word) => ` ${word}`);
    const whole = words.join("");
    const best = new Map();
    for (const entry of this.#entries) {
      const score = talkgraph.Names.#fit(entry, asked, whole);
      if (score === 0) continue;
      const before = best.get(entry.thing);
      if (before === undefined || before.score < score) best.set(entry.thing, { score, entry });
    }
    return this.#first(best.values()).map(({ entry }) => this.#found(entry));
  }

  /** The best of many, in order: most are put aside by one comparison, only a few are ever sorted. */
  #first(candidates) {
    const most = talkgraph.Names.MOST_FOUND;
    const rank = (one, other) =>
      other.score - one.score ||
      this.#graph.degree(other.entry.thing) - this.#graph.degree(one.entry.thing) ||
      this.#graph.compared(one.entry.thing, other.entry.thing);
    const kept = [];
    for (const each of candidates) {
      if (kept.length === most && rank(each, kept[most - 1]) > 0) continue;
      const at = kept.findIndex((other) => rank(each, other) < 0);
      kept.splice(at < 0 ? kept.length : at, 0, each);
      if (kept.length > most) kept.pop();
    }
    return kept;
  }

  #found({ thing, name }) {
    const graph = this.#graph;
    return { iri: graph.local(thing), name: graph.name(thing), matched: name, kind: graph.kind(thing) };
  }
};
