"use strict";

// Puts the parts together: every action changes the state, every state is shown whole.
talkgraph.Explorer = class {
  #graph;
  #home;
  #state;
  #places;
  #view;
  #showFilters;
  #shownView = null;

  constructor(tables, start) {
    this.#graph = new talkgraph.Graph(tables);
    this.#home = talkgraph.state.initial(this.#graph, start);
    this.#places = new talkgraph.places.Places(this.#graph, this.#prepared(start));
    this.#view = new talkgraph.View(talkgraph.dom.byId("canvas"), this.#graph, start, {
      select: (thing) => this.select(thing),
      open: (thing) => this.expand(thing),
      move: (thing, place) => this.#places.move(thing, place),
    });
    this.#showFilters = talkgraph.filters.build(this.#graph, (changes) => this.#replace(changes));
    talkgraph.search.build(this.#graph, (thing) => this.goTo(thing));
    this.#listen();
    this.#readAddress();
  }

  get graph() {
    return this.#graph;
  }

  get state() {
    return this.#state;
  }

  get view() {
    return this.#view;
  }

  /** Opens the panel of a thing, drawing it where it is not; closes the panel without one. */
  select(thing) {
    if (thing === this.#state.at) return;
    const isDrawn = thing === null || this.#drawn().things.includes(thing);
    this.#push({
      at: thing,
      with: isDrawn ? this.#state.with : [...this.#state.with, thing],
      hide: this.#state.hide.filter((each) => each !== thing),
    });
    if (thing !== null) this.#view.reveal(thing);
  }

  /** Draws the surroundings of a thing in place of what is drawn, and opens its panel. */
  goTo(thing) {
    this.#push({
      focus: thing,
      depth: this.#home.depth,
      top: this.#home.top,
      at: thing,
      ...this.#clean(thing),
    });
  }

  /** Draws a thing and its direct neighbours, nothing else. */
  only(thing) {
    this.#push({ focus: thing, depth: 1, top: this.#home.top, at: thing, ...this.#clean(thing) });
  }

  /** Draws the neighbours of a thing too; takes them away again if they were. */
  expand(thing) {
    const neighbours = talkgraph.reach.neighbours(this.#graph, thing, () => true);
    const isOpening = !this.#state.open.includes(thing);
    this.#push({
      open: talkgraph.state.toggled(this.#state.open, thing),
      at: thing,
      hide: this.#state.hide.filter((each) => !neighbours.includes(each)),
    });
    if (isOpening) this.#view.fit([thing, ...neighbours]);
  }

  hide(thing) {
    this.#push({ hide: [...this.#state.hide, thing], at: null });
  }

  overview() {
    this.#push({ focus: null, depth: this.#home.depth, top: this.#home.top, at: null, ...this.#clean(null) });
  }

  more() {
    this.#push({ top: this.#state.top + this.#home.top });
  }

  /** A view without what was added and hidden; a kind that was filtered out comes back for its thing. */
  #clean(thing) {
    const kind = thing === null ? null : this.#graph.kind(thing).id;
    return { open: [], with: [], hide: [], kinds: this.#state.kinds.filter((each) => each !== kind) };
  }

  #prepared(start) {
    const opening = start.nodes.map((node) => [node.id, { x: node.x, y: node.y }]);
    const prepared = new Map([[talkgraph.places.viewName(this.#home), new Map(opening)]]);
    if (start.overview) {
      prepared.set("overview", new Map(start.overview.map(([thing, x, y]) => [thing, { x, y }])));
    }
    return prepared;
  }

  #listen() {
    const { byId } = talkgraph.dom;
    const click = (id, run) => byId(id).addEventListener("click", run);
    click("to-overview", () => this.overview());
    click("more", () => this.more());
    click("zoom-in", () => this.#view.zoom(1.4));
    click("zoom-out", () => this.#view.zoom(1 / 1.4));
    click("zoom-fit", () => this.#view.fit());
    click("toggle-filters", () => this.#toggleFilters());
    document.querySelector("[data-skip]").addEventListener("click", (event) => this.#skip(event));
    byId("depth").addEventListener("change", () => this.#push({ depth: Number(byId("depth").value) }));
    window.addEventListener("popstate", () => this.#readAddress());
    window.addEventListener("hashchange", () => this.#readAddress());
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#view.recolor());
    document.addEventListener("keydown", (event) => this.#onKey(event));
  }

  #onKey(event) {
    const isTyping = event.target instanceof HTMLInputElement && event.target.type !== "checkbox";
    if (event.key === "/" && !isTyping) {
      event.preventDefault();
      document.querySelector(".search input:not(.tomselected)").focus();
    }
    if (event.key === "Escape" && !isTyping) this.select(null);
  }

  #skip(event) {
    event.preventDefault();
    talkgraph.dom.byId("browse").open = true;
    talkgraph.dom.byId("browse").focus();
  }

  #toggleFilters() {
    const { byId } = talkgraph.dom;
    const isOpen = byId("filters").classList.toggle("open");
    byId("toggle-filters").setAttribute("aria-expanded", String(isOpen));
  }

  #push(changes) {
    this.#change(changes, "pushState");
  }

  /** A change that back does not undo step by step: a filter, a slider. */
  #replace(changes) {
    this.#change(changes, "replaceState");
  }

  #change(changes, how) {
    const before = this.#address();
    this.#state = talkgraph.state.changed(this.#state, changes);
    if (this.#address() !== before) this.#writeAddress(how);
    this.#show();
  }

  #address() {
    return talkgraph.state.format(this.#state, this.#graph, this.#home);
  }

  #writeAddress(how) {
    const page = window.location.href.split("#")[0];
    try {
      window.history[how](null, "", `${page}#${this.#address()}`);
    } catch (error) {
      // A frame whose address may not change, as in some notebooks, still shows every state.
      if (!(error instanceof DOMException)) throw error;
    }
  }

  #readAddress() {
    const { state, unknown } = talkgraph.state.parse(window.location.hash, this.#graph, this.#home);
    if (this.#state && talkgraph.state.format(state, this.#graph, this.#home) === this.#address()) return;
    this.#state = state;
    this.#show();
    this.#notice(unknown.length > 0 ? `This graph does not hold ${unknown.join(", ")}.` : "");
  }

  #notice(words) {
    const notice = talkgraph.dom.byId("notice");
    notice.hidden = words === "";
    notice.textContent = words;
  }

  #drawn() {
    return talkgraph.reach.drawn(this.#graph, this.#state);
  }

  #show() {
    const { byId } = talkgraph.dom;
    const state = this.#state;
    const drawn = this.#drawn();
    const passes = talkgraph.reach.passing(this.#graph, state);
    const statements = talkgraph.reach.between(this.#graph, drawn.things, passes);
    this.#notice("");
    this.#showFilters(state);
    this.#showCount(drawn);
    this.#view.show(drawn.things, this.#places.of(state, drawn.things), statements, state.at);
    talkgraph.panel.render(byId("panel"), this.#graph, state, {
      select: (thing) => this.select(thing),
      open: (thing) => this.expand(thing),
      only: (thing) => this.only(thing),
      hide: (thing) => this.hide(thing),
      close: () => this.select(null),
    });
    talkgraph.browse.render(byId("things"), this.#graph, drawn.things, state.at, (thing) =>
      this.select(thing),
    );
    byId("browse").open = state.at === null;
    this.#fitNewView();
  }

  /** Another view is shown whole; a change within a view leaves the reader where they were. */
  #fitNewView() {
    const name = `${talkgraph.places.viewName(this.#state)} ${this.#state.top}`;
    if (name !== this.#shownView) this.#view.fit();
    this.#shownView = name;
  }

  #showDepth(depth) {
    const choices = Array.from({ length: Math.max(4, depth) }, (_, at) => String(at + 1));
    const option = (steps) => talkgraph.dom.element("option", { value: steps }, steps);
    const box = talkgraph.dom.byId("depth");
    box.replaceChildren(...choices.map(option));
    box.value = String(depth);
  }

  #showCount(drawn) {
    const { byId } = talkgraph.dom;
    const { focus, depth } = this.#state;
    byId("count").textContent = this.#countWords(drawn);
    byId("more").hidden = !drawn.isCapped;
    byId("depth-choice").hidden = focus === null;
    this.#showDepth(depth);
  }

  #countWords({ things, own, whole, leftOut }) {
    const { number, counted } = talkgraph.dom;
    const { focus, depth } = this.#state;
    const all = counted(whole, "thing", "things");
    const missing = leftOut > 0 ? ` ${counted(leftOut, "neighbour", "neighbours")} left out.` : "";
    if (focus === null) return `Showing ${number.format(things.length)} of ${all}.${missing}`;
    const where = `within ${counted(depth, "step", "steps")} of ${this.#graph.name(focus)}`;
    const added = things.length > own ? `, and ${number.format(things.length - own)} more` : "";
    return `Showing ${number.format(own)} of ${all} ${where}${added}.${missing}`;
  }
};

talkgraph.explorer = (() => {
  const embedded = (name) => JSON.parse(talkgraph.dom.byId(`embedded-${name}`).textContent);
  return new talkgraph.Explorer(embedded("tables"), embedded("start"));
})();
