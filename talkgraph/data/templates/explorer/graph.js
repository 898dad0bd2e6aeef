"use strict";

// What the page holds of the graph, part by part (talkgraph/explorer/tables.py describes
// their tables). Things and statements go by their position everywhere; positions stay.
talkgraph.Graph = class {
  #base;
  #positions = new Map();
  #things = { iri: [], kind: [], name: [], degree: [], also: new Map(), urls: new Map(), year: new Map() };
  #complete = [];
  #statements = { subject: [], relation: [], object: [], quotes: [], confidence: [] };
  #values = [];
  #quotes = [];
  #parts = 0;
  #starts = new Int32Array(1);
  #beside = new Int32Array(0);

  /** A graph of one part; `totals` says what there is in the whole. */
  constructor(tables, totals) {
    this.#base = tables.base;
    this.kinds = tables.kinds;
    this.relations = tables.relations;
    this.totals = totals;
    this.order = [];
    this.overviewPlaces = new Map();
    this.add(tables);
  }

  /** How many things are here. */
  get size() {
    return this.#things.iri.length;
  }

  /** How many statements are here. */
  get statements() {
    return this.#statements.subject.length;
  }

  /** How often something was added: what is computed of the graph holds until that changes. */
  get version() {
    return this.#parts;
  }

  /** Takes in another part; things and statements that are known already are not doubled. */
  add(tables) {
    const { places = [] } = tables;
    const { iri, complete, order } = tables.things;
    const isFirst = this.#parts === 0;
    const here = iri.map((local, at) => this.#addThing(tables.things, local, at));
    this.#addStatements(tables, here, isFirst);
    for (const at of complete === null ? iri.keys() : complete) this.#complete[here[at]] = true;
    if (order.length > 0) this.order = order.map((at) => here[at]);
    if (places.length > 0) this.overviewPlaces = new Map(places.map(([at, x, y]) => [here[at], { x, y }]));
    this.#parts += 1;
    this.#connect();
  }

  #addThing(table, local, at) {
    const things = this.#things;
    let thing = this.#positions.get(local);
    if (thing === undefined) {
      thing = things.iri.push(local) - 1;
      this.#positions.set(local, thing);
      for (const column of ["kind", "name", "degree"]) things[column].push(table[column][at]);
      this.#complete.push(false);
    }
    for (const column of ["also", "urls", "year"]) {
      if (table[column][at] !== undefined) things[column].set(thing, table[column][at]);
    }
    return thing;
  }

  #addStatements(tables, here, isFirst) {
    const { subject, relation, object, quotes } = tables.statements;
    const known = this.#statements;
    const [firstValue, firstQuote] = [this.#values.length, this.#quotes.length];
    for (const value of tables.values) this.#values.push(value);
    for (const quote of this.#quoted(tables)) this.#quotes.push(quote);
    for (let at = 0; at < subject.length; at += 1) {
      const one = here[subject[at]];
      const other = object[at] < 0 ? object[at] - firstValue : here[object[at]];
      if (!isFirst && this.#isKnown(one, relation[at], other)) continue;
      known.subject.push(one);
      known.relation.push(relation[at]);
      known.object.push(other);
      known.quotes.push(quotes[at].map((quote) => firstQuote + quote));
      let best = quotes[at].length > 0 ? 0 : 100;
      for (const quote of quotes[at]) best = Math.max(best, tables.quotes.confidence[quote]);
      known.confidence.push(best);
    }
  }

  #quoted({ quotes, sentences, recaps, rules }) {
    return quotes.text.map((text, at) => ({
      text: sentences[text],
      recap: recaps[quotes.recap[at]],
      confidence: quotes.confidence[at],
      rule: rules[quotes.rule[at]],
    }));
  }

  /** Whether one of the parts before had the statement; a value counts by its text. */
  #isKnown(subject, relation, object) {
    if (this.#complete[subject]) return true;
    const said = (end) => (end < 0 ? this.#values[-1 - end] : end);
    const { relation: relations, object: objects } = this.#statements;
    return this.statementsOf(subject).some(
      (each) =>
        this.subject(each) === subject &&
        relations[each] === relation &&
        objects[each] < 0 === object < 0 &&
        said(objects[each]) === said(object),
    );
  }

  /** The statements of each thing one after the other, and where those of each begin. */
  #connect() {
    const { subject, object } = this.#statements;
    const starts = new Int32Array(this.size + 1);
    const isOnce = (statement) => object[statement] < 0 || object[statement] === subject[statement];
    for (let statement = 0; statement < subject.length; statement += 1) {
      starts[subject[statement] + 1] += 1;
      if (!isOnce(statement)) starts[object[statement] + 1] += 1;
    }
    for (let thing = 0; thing < this.size; thing += 1) starts[thing + 1] += starts[thing];
    const next = starts.slice();
    const beside = new Int32Array(starts[this.size]);
    for (let statement = 0; statement < subject.length; statement += 1) {
      beside[next[subject[statement]]++] = statement;
      if (!isOnce(statement)) beside[next[object[statement]]++] = statement;
    }
    this.#starts = starts;
    this.#beside = beside;
  }

  name(thing) {
    return this.#things.name[thing];
  }

  kind(thing) {
    return this.kinds[this.#things.kind[thing]];
  }

  alsoCalled(thing) {
    return this.#things.also.get(thing) || [];
  }

  urls(thing) {
    return this.#things.urls.get(thing) || [];
  }

  /** The year of an event or a talk; undefined where it is not known, and for all else. */
  year(thing) {
    return this.#things.year.get(thing);
  }

  /** The thing's IRI without the base: what the address bar shows. */
  local(thing) {
    return this.#things.iri[thing];
  }

  /** The thing's whole IRI. */
  iri(thing) {
    const local = this.local(thing);
    return /^[a-z][a-z0-9+.-]*:/i.test(local) ? local : this.#base + local;
  }

  /** The thing of that IRI, whole or without the base; undefined if it is not here. */
  find(iri) {
    return this.#positions.get(iri.startsWith(this.#base) ? iri.slice(this.#base.length) : iri);
  }

  /** Whether all statements of the thing are here. */
  isComplete(thing) {
    return this.#complete[thing];
  }

  /** All statements here that have the thing as subject or object. */
  statementsOf(thing) {
    return this.#beside.subarray(this.#starts[thing], this.#starts[thing + 1]);
  }

  /** How many statements connect the thing to another, here or elsewhere in the whole graph. */
  degree(thing) {
    return this.#things.degree[thing];
  }

  /** Compares things of one degree: by IRI, which is the order of the first part. */
  compared(one, other) {
    if (this.#parts === 1) return one - other;
    return this.local(one) < this.local(other) ? -1 : Number(one !== other);
  }

  subject(statement) {
    return this.#statements.subject[statement];
  }

  /** The other thing that is stated; negative where a value is. */
  object(statement) {
    return this.#statements.object[statement];
  }

  isLink(statement) {
    return this.object(statement) >= 0;
  }

  /** The value that is stated, as text. */
  value(statement) {
    return this.#values[-1 - this.object(statement)];
  }

  relation(statement) {
    return this.relations[this.#statements.relation[statement]];
  }

  /** In per cent, of its most certain quote; 100 for a derived statement. */
  confidence(statement) {
    return this.#statements.confidence[statement];
  }

  /** The thing at the other end; undefined for a value. */
  other(statement, thing) {
    const [one, other] = [this.subject(statement), this.object(statement)];
    if (other < 0) return undefined;
    return one === thing ? other : one;
  }

  /** The sentences behind a statement, most certain first. */
  quotes(statement) {
    return this.#statements.quotes[statement].map((quote) => this.#quotes[quote]);
  }

  /** The statement as a sentence. */
  words(statement) {
    const object = this.isLink(statement) ? this.name(this.object(statement)) : this.value(statement);
    return `${this.name(this.subject(statement))} ${this.relation(statement).label} ${object}`;
  }
};
