"use strict";

// IRIs as people read them, and where the page of a thing is.
talkgraph.Names = class {
  #prefixes;
  #base;

  /** `prefixes` are namespaces by prefix; `base` is what IRIs of things begin with. */
  constructor(prefixes, base) {
    this.#prefixes = Object.entries(prefixes);
    this.#base = base;
  }

  /** An IRI with its prefix, to be read, not parsed; as it is where none fits. */
  short(iri) {
    if (iri.startsWith(this.#base)) return `id:${iri.slice(this.#base.length)}`;
    const found = this.#prefixed(iri, /^[^/#]+$/);
    return found || iri;
  }

  /** An IRI as SPARQL spells it, with a prefix where that is possible. */
  spelled(iri) {
    return this.#prefixed(iri, /^[\p{L}_\d](?:[\p{L}\d_.-]*[\p{L}\d_-])?$/u) || `<${iri}>`;
  }

  #prefixed(iri, fits) {
    const found = this.#prefixes.find(
      ([, namespace]) => iri.startsWith(namespace) && fits.test(iri.slice(namespace.length)),
    );
    return found && `${found[0]}:${iri.slice(found[1].length)}`;
  }

  isThing(iri) {
    return iri.startsWith(this.#base) && iri !== this.#base;
  }

  /** The address of a thing's page; null where it would lead out of this site's folder. */
  page(iri) {
    if (!this.isThing(iri)) return null;
    // With "./" nothing of an IRI can be read as a scheme or as another server.
    const path = `./${iri.slice(this.#base.length).replace(/[?#]/g, encodeURIComponent)}`;
    const folder = new URL("./", document.baseURI).href;
    const target = new URL(path, folder).href;
    return target.startsWith(folder) && target !== folder ? target : null;
  }
};
