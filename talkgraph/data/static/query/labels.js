"use strict";

// What things are called: asked of the same endpoint, once for each thing.
talkgraph.Labels = class {
  #endpoint;
  #most;
  #names = new Map(); // null for a thing without a name

  /** `rows` is how many the endpoint gives to a query. */
  constructor(endpoint, rows) {
    this.#endpoint = endpoint;
    this.#most = Math.max(1, Math.min(200, rows));
  }

  /** The name of a thing, or undefined where it has none or was not asked for yet. */
  of(iri) {
    return this.#names.get(iri) || undefined;
  }

  /** Asks for the names of these things, as far as they are not known. */
  async load(iris, signal) {
    const asked = [...new Set(iris)].filter((iri) => !this.#names.has(iri) && talkgraph.Labels.#fits(iri));
    for (let at = 0; at < asked.length; at += this.#most) {
      await this.#loadBlock(asked.slice(at, at + this.#most), signal);
    }
  }

  async #loadBlock(iris, signal) {
    const values = iris.map((iri) => `<${iri}>`).join(" ");
    const text = `SELECT ?thing (MIN(?called) AS ?name) {
      VALUES ?thing { ${values} } ?thing schema:name ?called
    } GROUP BY ?thing`;
    const found = await talkgraph.asking.rows(this.#endpoint, text, signal);
    for (const iri of iris) this.#names.set(iri, null);
    for (const { thing, name } of found) if (name) this.#names.set(thing.value, name.value);
  }

  /** Whether an IRI can be written between angle brackets as it is. */
  static #fits(iri) {
    return !/[\u0000-\u0020<>"{}|^`\\]/.test(iri);
  }
};
