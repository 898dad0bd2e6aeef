"use strict";

// Completion for the rich editor: our prefixes, and the properties and classes that the graph
// uses. The editor's own completers ask servers elsewhere, or know prefixes that are not ours.
talkgraph.completion = (() => {
  // Two rows, so that no limit on rows cuts it.
  const VOCABULARY = `SELECT ?kind (GROUP_CONCAT(STR(?name); separator=" ") AS ?names) WHERE {
  { { SELECT DISTINCT ?name WHERE { { ?s ?name ?o } UNION { GRAPH ?g { ?s ?name ?o } } } }
    BIND ("property" AS ?kind) }
  UNION
  { { SELECT DISTINCT ?name WHERE { { ?s a ?name } UNION { GRAPH ?g { ?s a ?name } } } }
    BIND ("class" AS ?kind) }
  FILTER (isIRI(?name))
} GROUP BY ?kind`;

  const BEFORE_CLASS = new Set(["a", "rdf:type"]);

  /** The words of the graph, asked for when they are first needed. */
  class Vocabulary {
    #endpoint;
    #names;
    #asked = null;

    constructor(endpoint, names) {
      this.#endpoint = endpoint;
      this.#names = names;
    }

    /** Properties and classes as SPARQL spells them, sorted. */
    load() {
      this.#asked = this.#asked || this.#ask();
      return this.#asked;
    }

    async #ask() {
      try {
        const rows = await talkgraph.asking.rows(this.#endpoint, VOCABULARY);
        const spelled = (kind) => {
          const row = rows.find((each) => each.kind.value === kind);
          const iris = row ? row.names.value.split(" ") : [];
          return iris.map((iri) => this.#names.spelled(iri)).sort();
        };
        return { properties: spelled("property"), classes: spelled("class") };
      } catch {
        this.#asked = null; // Asked again the next time.
        return { properties: [], classes: [] };
      }
    }
  }

  /** Whether a name goes with what is typed so far: its beginning, or that of its part after the prefix. */
  function goesWith(name, typed) {
    const [whole, part] = [name.toLowerCase(), typed.toLowerCase()];
    return whole.startsWith(part) || (!part.includes(":") && whole.split(":").pop().startsWith(part));
  }

  /**
   * The word at whose end the cursor stands, where it begins, and the word before it. The
   * editor's own tokens do not serve: half a name is an error to its grammar.
   */
  function atCursor(yasqe) {
    const cursor = yasqe.getCursor();
    const before = yasqe.getRange({ line: 0, ch: 0 }, cursor);
    const [word] = /[\p{L}\d_.:-]*$/u.exec(before);
    const [previous] = /\S*$/.exec(before.slice(0, before.length - word.length).trimEnd());
    return { word, previous, start: cursor.ch - word.length, end: cursor.ch };
  }

  /** What all our completers have in common; `candidates` gives what may stand in place of a word. */
  const completer = (name, isValidCompletionPosition, candidates) => ({
    name,
    bulk: false,
    autoShow: false,
    isValidCompletionPosition,
    get: (yasqe) => candidates(atCursor(yasqe)),
    preProcessToken(yasqe, token) {
      const { word, start, end } = atCursor(yasqe);
      return { ...token, string: word, from: { ch: start }, to: { ch: end } };
    },
  });

  const isAfterPrefix = (yasqe) => atCursor(yasqe).previous.toUpperCase() === "PREFIX";

  function prefixCompleter(prefixes) {
    const lines = Object.entries(prefixes).map(([prefix, namespace]) => `${prefix}: <${namespace}>`);
    return completer("talkgraph-prefixes", isAfterPrefix, ({ word }) =>
      lines.filter((line) => line.startsWith(word)),
    );
  }

  /** Whether a property or a class could stand at the cursor. */
  function isForName(yasqe) {
    const cursor = yasqe.getCursor();
    const { type } = yasqe.getTokenAt(cursor);
    if (type === "comment" || type === "string" || isAfterPrefix(yasqe)) return false;
    // It is no part of a variable, of an IRI, or of a text that has no end yet.
    const before = yasqe.getLine(cursor.line).slice(0, atCursor(yasqe).start);
    return !/(?:[?$@"']|<[^<>\s]*)$/.test(before);
  }

  function nameCompleter(vocabulary) {
    return completer("talkgraph-names", isForName, async ({ word, previous }) => {
      const { properties, classes } = await vocabulary.load();
      const names = BEFORE_CLASS.has(previous) ? classes : [...properties, ...classes];
      return names.filter((name) => name !== word && goesWith(name, word));
    });
  }

  /** Makes ours the only completers of the editor, besides its own for variables. */
  function install(Yasqe, { endpoint, prefixes, names }) {
    const vocabulary = new Vocabulary(endpoint, names);
    const ours = [prefixCompleter(prefixes), nameCompleter(vocabulary)];
    const variables = { ...Yasqe.Autocompleters.variables, autoShow: false };
    for (const name of Object.keys(Yasqe.Autocompleters)) delete Yasqe.Autocompleters[name];
    Yasqe.defaults.autocompleters = [];
    for (const completer of [...ours, variables]) Yasqe.registerAutocompleter(completer);
  }

  return { install };
})();
