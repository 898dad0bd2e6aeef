"use strict";

// Puts the parts of the query page together.
talkgraph.QueryPage = class {
  #endpoint;
  #editor;
  #answer;
  #examples;
  #markExample;
  #running = null;
  #first = null; // what the editor holds before anything is done
  #writing = null;

  constructor({ endpoint, prefixes, base, examples, limits }) {
    const names = new talkgraph.Names(prefixes, base);
    const site = { endpoint, prefixes, names, limits };
    const actions = { run: () => this.run(), change: () => this.#changed() };
    const area = talkgraph.dom.byId("query");
    this.#endpoint = endpoint;
    this.#answer = new talkgraph.Answer(site);
    this.#editor = talkgraph.RichEditor
      ? new talkgraph.RichEditor(area, actions, site)
      : new talkgraph.PlainEditor(area, actions);
    this.#examples = examples;
    this.#markExample = talkgraph.aids.showExamples(examples, (example) => this.#fill(example));
    talkgraph.aids.showPrefixes(prefixes, (line) => this.#declare(line));
    this.#listen();
    if (!this.#readAddress() && examples.length > 0) this.#fill(examples[0]);
    this.#first = this.#editor.text;
  }

  get editor() {
    return this.#editor;
  }

  #listen() {
    const { byId } = talkgraph.dom;
    byId("ask").addEventListener("submit", (event) => {
      event.preventDefault();
      this.run();
    });
    byId("stop").addEventListener("click", () => this.stop());
    byId("copy").addEventListener("click", () => this.#copy());
    window.addEventListener("hashchange", () => this.#readAddress());
  }

  /**
   * Fills the editor from the address; false where that holds no query. It is not run: an
   * address can come from anybody, and only the reader says what this server works for.
   */
  #readAddress() {
    const text = talkgraph.address.read();
    if (text === null) return false;
    if (text !== this.#editor.text) this.#editor.text = text;
    this.#changed();
    return true;
  }

  #fill(example) {
    this.#editor.text = example.text;
    this.#changed();
  }

  #declare(line) {
    if (!this.#editor.text.split("\n").includes(line)) this.#editor.prepend(line);
    this.#changed();
  }

  /** Keeps the address bar at what the editor holds; browsers want that done not too often. */
  #changed() {
    this.#markExample(this.#examples.find((example) => example.text === this.#editor.text));
    talkgraph.dom.byId("link-field").hidden = true;
    clearTimeout(this.#writing);
    this.#writing = setTimeout(() => this.#writeAddress(), 400);
  }

  #writeAddress() {
    const text = this.#editor.text;
    if (location.hash !== "" || text !== this.#first) talkgraph.address.write(text);
  }

  async #copy() {
    const { byId } = talkgraph.dom;
    const text = this.#editor.text;
    talkgraph.address.write(text);
    if (await talkgraph.address.copy(text)) {
      this.#answer.say("The link is copied.");
      return;
    }
    byId("link-field").hidden = false;
    byId("link").value = talkgraph.address.of(text);
    byId("link").select();
  }

  /** Asks what the editor holds, in place of what is being asked. */
  async run() {
    this.stop();
    const running = new AbortController();
    const text = this.#editor.text;
    const begun = performance.now();
    this.#begin(running);
    try {
      const got = await talkgraph.asking.ask(this.#endpoint, text, { signal: running.signal });
      this.#answer.show(text, got, performance.now() - begun, running.signal);
    } catch (error) {
      if (running === this.#running) this.#fail(text, error);
    } finally {
      if (running === this.#running) this.#end();
    }
  }

  /** Gives up the query that is running. */
  stop() {
    if (this.#running === null) return;
    this.#running.abort();
    this.#answer.say("Stopped.");
    this.#end();
  }

  #begin(running) {
    this.#running = running;
    this.#editor.unmark();
    this.#answer.clear();
    this.#answer.say("Asking …");
    talkgraph.dom.byId("stop").hidden = false;
  }

  #end() {
    this.#running = null;
    talkgraph.dom.byId("stop").hidden = true;
  }

  #fail(text, error) {
    this.#answer.fail(error);
    if (!error.line) return;
    // The endpoint counts characters, the browser UTF-16 units.
    const line = text.split("\n")[error.line - 1] || "";
    const before = Array.from(line).slice(0, Math.max(0, (error.column || 1) - 1));
    this.#editor.mark(error.line - 1, before.join("").length);
  }
};

talkgraph.queryPage = new talkgraph.QueryPage(
  JSON.parse(talkgraph.dom.byId("embedded-page").textContent),
);
