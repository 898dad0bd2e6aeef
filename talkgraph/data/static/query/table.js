"use strict";

// The rows of a SELECT as a table: things by their labels, numbers to the right.
talkgraph.Table = class {
  static #PAGE = 500; // rows that are drawn at once

  static #NUMBERS = new Set(
    "integer decimal double float long int short byte nonNegativeInteger positiveInteger"
      .split(" ")
      .map((name) => `http://www.w3.org/2001/XMLSchema#${name}`),
  );

  static #TEXT = "http://www.w3.org/2001/XMLSchema#string";

  #variables;
  #rows;
  #names;
  #labels;
  #numeric;
  #shown = 0;
  #body;
  #more;

  /** `answer` is a SPARQL result in JSON. */
  constructor(answer, names, labels) {
    const all = new Set(answer.head.vars);
    // A column talkIri holds the things that the column talk beside it names.
    this.#variables = answer.head.vars.filter((name) => !(name.endsWith("Iri") && all.has(name.slice(0, -3))));
    this.#rows = answer.results.bindings;
    this.#names = names;
    this.#labels = labels;
    this.#numeric = new Set(this.#variables.filter((variable) => this.#isNumeric(variable)));
  }

  get size() {
    return this.#rows.length;
  }

  /** The element that holds the table; `signal` ends the asking for labels. */
  draw(signal) {
    const { element } = talkgraph.dom;
    const head = this.#variables.map((name) =>
      element("th", { scope: "col", class: this.#numeric.has(name) ? "number" : null }, name),
    );
    this.#body = element("tbody");
    this.#more = element("button", { type: "button", class: "more", click: () => this.#showMore(signal) });
    const table = element("table", {}, element("thead", {}, element("tr", {}, ...head)), this.#body);
    const scroll = element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Rows" }, table);
    this.#showMore(signal);
    return element("div", {}, scroll, this.#more);
  }

  async #showMore(signal) {
    const next = this.#rows.slice(this.#shown, this.#shown + talkgraph.Table.#PAGE);
    this.#shown += next.length;
    const drawn = next.map((row) => this.#row(row));
    this.#body.append(...drawn);
    const left = this.#rows.length - this.#shown;
    this.#more.hidden = left === 0;
    this.#more.textContent = `Show ${talkgraph.dom.number.format(Math.min(left, talkgraph.Table.#PAGE))} more rows`;
    await this.#name(drawn, signal);
  }

  /** Puts labels where things stand under their IRIs. */
  async #name(drawn, signal) {
    const things = drawn.flatMap((row) => [...row.querySelectorAll("[data-thing]")]);
    try {
      await this.#labels.load(
        things.map((thing) => thing.dataset.thing),
        signal,
      );
    } catch {
      return; // The short IRIs that stand there already will do.
    }
    for (const thing of things) {
      const label = this.#labels.of(thing.dataset.thing);
      if (label) thing.textContent = label;
    }
  }

  #row(row) {
    const cells = this.#variables.map((variable) =>
      talkgraph.dom.element(
        "td",
        { class: this.#numeric.has(variable) ? "number" : null },
        row[variable] ? this.#cell(row, variable) : null,
      ),
    );
    return talkgraph.dom.element("tr", {}, ...cells);
  }

  /** What a column says; where another one holds the thing that it names, with the way to its page. */
  #cell(row, variable) {
    const thing = row[`${variable}Iri`];
    const page = thing && thing.type === "uri" && this.#names.isThing(thing.value) && this.#names.page(thing.value);
    if (!page || row[variable].type !== "literal") return this.#term(row[variable]);
    return talkgraph.dom.element("a", { href: page, title: thing.value }, row[variable].value);
  }

  #term(term) {
    const { element } = talkgraph.dom;
    if (term.type === "uri") return this.#iri(term.value);
    if (term.type === "bnode") return element("span", { class: "plain" }, `_:${term.value}`);
    if (term.type === "triple") return element("span", { class: "plain" }, this.#triple(term.value));
    const kind = this.#kind(term);
    const typed = kind !== null && !term["xml:lang"];
    return element("span", { title: kind, lang: term["xml:lang"], class: typed ? "typed" : null }, term.value);
  }

  #iri(iri) {
    const { element, outwardLink } = talkgraph.dom;
    const short = this.#names.short(iri);
    if (!this.#names.isThing(iri)) {
      const link = outwardLink(iri, short);
      link.title = iri;
      return link;
    }
    const page = this.#names.page(iri);
    const facts = { title: iri, "data-thing": iri };
    return page ? element("a", { href: page, ...facts }, short) : element("span", facts, short);
  }

  #triple({ subject, predicate, object }) {
    const words = [subject, predicate, object].map((term) => {
      if (term.type === "uri") return this.#names.short(term.value);
      return term.type === "triple" ? this.#triple(term.value) : term.value;
    });
    return `<<( ${words.join(" ")} )>>`;
  }

  /** The language or the datatype of a literal, where it says more than the text. */
  #kind(literal) {
    if (literal["xml:lang"]) return `@${literal["xml:lang"]}`;
    const { datatype } = literal;
    return datatype && datatype !== talkgraph.Table.#TEXT ? this.#names.short(datatype) : null;
  }

  #isNumeric(variable) {
    const bound = this.#rows.map((row) => row[variable]).filter(Boolean);
    return bound.length > 0 && bound.every((term) => talkgraph.Table.#NUMBERS.has(term.datatype));
  }
};
