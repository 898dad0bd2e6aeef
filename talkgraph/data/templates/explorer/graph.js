"use strict";

// The tables of the page (talkgraph/explorer/tables.py describes them) as things,
// statements and quotes. Things and statements go by their position everywhere.
talkgraph.Graph = class {
  #tables;
  #positions = new Map();
  #starts;
  #beside;
  #confidence;
  #degrees;

  constructor(tables) {
    this.#tables = tables;
    this.kinds = tables.kinds;
    this.relations = tables.relations;
    this.size = tables.things.iri.length;
    this.order = tables.things.order;
    this.statements = tables.statements.subject.length;
    this.recaps = tables.recaps.length;
    tables.things.iri.forEach((local, thing) => this.#positions.set(local, thing));
    this.#connect();
    this.#degrees = Int32Array.from(
      { length: this.size },
      (_, thing) => this.statementsOf(thing).filter((statement) => this.isLink(statement)).length,
    );
    this.#confidence = Uint8Array.from(tables.statements.quotes, (quotes) =>
      quotes.reduce(
        (best, quote) => Math.max(best, tables.quotes.confidence[quote]),
        quotes.length ? 0 : 100,
      ),
    );
  }

  /** The statements of each thing one after the other, and where those of each begin. */
  #connect() {
    const { subject, object } = this.#tables.statements;
    const starts = new Int32Array(this.size + 1);
    const ends = (statement) => {
      const [one, other] = [subject[statement], object[statement]];
      return other < 0 || other === one ? [one] : [one, other];
    };
    for (let statement = 0; statement < this.statements; statement += 1) {
      for (const thing of ends(statement)) starts[thing + 1] += 1;
    }
    for (let thing = 0; thing < this.size; thing += 1) starts[thing + 1] += starts[thing];
    const next = starts.slice();
    const beside = new Int32Array(starts[this.size]);
    for (let statement = 0; statement < this.statements; statement += 1) {
      for (const thing of ends(statement)) beside[next[thing]++] = statement;
    }
    this.#starts = starts;
    this.#beside = beside;
  }

  name(thing) {
    return this.#tables.things.name[thing];
  }

  kind(thing) {
    return this.kinds[this.#tables.things.kind[thing]];
  }

  alsoCalled(thing) {
    return this.#tables.things.also[thing] || [];
  }

  urls(thing) {
    return this.#tables.things.urls[thing] || [];
  }

  /** The thing's IRI without the base: what the address bar shows. */
  local(thing) {
    return this.#tables.things.iri[thing];
  }

  /** The thing of that IRI, whole or without the base; undefined if there is none. */
  find(iri) {
    const { base } = this.#tables;
    return this.#positions.get(iri.startsWith(base) ? iri.slice(base.length) : iri);
  }

  /** All statements that have the thing as subject or object. */
  statementsOf(thing) {
    return this.#beside.subarray(this.#starts[thing], this.#starts[thing + 1]);
  }

  /** How many statements connect the thing to another. */
  degree(thing) {
    return this.#degrees[thing];
  }

  subject(statement) {
    return this.#tables.statements.subject[statement];
  }

  /** The other thing that is stated; negative where a value is. */
  object(statement) {
    return this.#tables.statements.object[statement];
  }

  isLink(statement) {
    return this.object(statement) >= 0;
  }

  /** The value that is stated, as text. */
  value(statement) {
    return this.#tables.values[-1 - this.object(statement)];
  }

  relation(statement) {
    return this.relations[this.#tables.statements.relation[statement]];
  }

  /** In per cent, of its most certain quote; 100 for a derived statement. */
  confidence(statement) {
    return this.#confidence[statement];
  }

  /** The thing at the other end; undefined for a value. */
  other(statement, thing) {
    const [one, other] = [this.subject(statement), this.object(statement)];
    if (other < 0) return undefined;
    return one === thing ? other : one;
  }

  /** The sentences behind a statement, most certain first. */
  quotes(statement) {
    const { quotes, sentences, rules, recaps } = this.#tables;
    return this.#tables.statements.quotes[statement].map((quote) => ({
      text: sentences[quotes.text[quote]],
      recap: recaps[quotes.recap[quote]],
      confidence: quotes.confidence[quote],
      rule: rules[quotes.rule[quote]],
    }));
  }

  /** The statement as a sentence. */
  words(statement) {
    const object = this.isLink(statement) ? this.name(this.object(statement)) : this.value(statement);
    return `${this.name(this.subject(statement))} ${this.relation(statement).label} ${object}`;
  }
};
