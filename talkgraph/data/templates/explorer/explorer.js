"use strict";

// Every action of the reader changes the state, and every state is shown whole. What a
// state needs and the page lacks is fetched first; of actions that follow each other
// quickly the last one counts.
talkgraph.Explorer = class {
  #graph;
  #supply;
  #home;
  #state;
  #places;
  #view;
  #showFilters;
  #pages;
  #shownView = null;
  #actions = 0;

  constructor(tables, start) {
    this.#graph = new talkgraph.Graph(tables, start.totals);
    this.#supply = new talkgraph.Supply(this.#graph, start.remote);
    this.#pages = start.pages;
    this.#home = talkgraph.state.initial(this.#graph, start);
    this.#state = this.#home;
    this.#places = new talkgraph.places.Places(this.#graph, this.#prepared(start));
    this.#view = new talkgraph.View(talkgraph.dom.byId("canvas"), this.#graph, start, {
      select: (thing) => this.select(thing),
      open: (thing) => this.expand(thing),
      move: (thing, place) => this.#places.move(thing, place),
    });
    this.#showFilters = talkgraph.filters.build(this.#graph, (changes) => this.#filter(changes));
    talkgraph.search.build(
      (text) => this.#find(text),
      (iri) => this.visit(iri).then(() => talkgraph.dom.byId("panel").focus()),
    );
    talkgraph.save.build(this, start.prefixes);
    talkgraph.controls.listen(this);
    this.readAddress();
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

  /** The address of a thing's own page; null where things have none. */
  page(thing) {
    if (this.#pages === null) return null;
    // Either the address of every thing, or what all of them begin with.
    return Array.isArray(this.#pages) ? this.#pages[thing] : this.#pages + encodeURI(this.#graph.local(thing));
  }

  /** The things in view, and all statements between them and of them. */
  visible() {
    const { things } = talkgraph.reach.drawn(this.#graph, this.#state);
    const passes = talkgraph.reach.passing(this.#graph, this.#state);
    const between = talkgraph.reach.between(this.#graph, things, passes);
    const values = talkgraph.reach.valuesOf(this.#graph, things, passes);
    return { things, statements: [...between, ...values].sort((one, other) => one - other) };
  }

  /** Opens the panel of a thing, drawing it where it is not; closes the panel without one. */
  async select(thing) {
    if (thing === this.#state.at) return;
    await this.#go(() => {
      const isDrawn = thing === null || this.#drawn().things.includes(thing);
      return {
        at: thing,
        with: isDrawn ? this.#state.with : [...this.#state.with, thing],
        hide: this.#state.hide.filter((each) => each !== thing),
      };
    });
    if (thing !== null && this.#state.at === thing) this.#view.reveal(thing);
  }

  /** Draws the surroundings of a thing in place of what is drawn, and opens its panel. */
  goTo(thing) {
    const { depth, top } = this.#home;
    return this.#go(() => ({ focus: thing, depth, top, at: thing, ...this.#clean(thing) }));
  }

  /** Goes to the thing of an IRI, which the page may not hold yet. */
  async visit(iri) {
    const action = (this.#actions += 1);
    const trouble = await this.#supply.things([iri], this.#home.depth);
    if (action !== this.#actions) return;
    const thing = this.#graph.find(iri);
    if (thing === undefined) this.#notice(trouble || `This graph does not hold ${iri}.`);
    else await this.goTo(thing);
  }

  /** Draws a thing and its direct neighbours, nothing else. */
  only(thing) {
    const { top } = this.#home;
    return this.#go(() => ({ focus: thing, depth: 1, top, at: thing, ...this.#clean(thing) }));
  }

  /** Draws the neighbours of a thing too; takes them away again if they were. */
  expand(thing) {
    const isOpen = this.#state.open.some((one) => one.thing === thing && one.relation === null);
    if (!isOpen) return this.#open(talkgraph.openings.opening(thing));
    return this.#go(() => ({ open: this.#state.open.filter((one) => one.thing !== thing), at: thing }));
  }

  /** Draws the things of one group of facts too. */
  draw(opening) {
    return this.#open(opening);
  }

  /** Takes the things of one group of facts away, also where they were drawn without it. */
  takeAway(opening) {
    return this.#go(() => {
      const isOpen = this.#state.open.some((one) => talkgraph.openings.isSame(one, opening));
      const others = talkgraph.openings.neighbours(this.#graph, opening, () => true);
      return isOpen
        ? { open: this.#state.open.filter((one) => !talkgraph.openings.isSame(one, opening)) }
        : { hide: [...new Set([...this.#state.hide, ...others])] };
    });
  }

  hide(thing) {
    return this.#go(() => ({ hide: [...this.#state.hide, thing], at: null }));
  }

  overview() {
    const { depth, top } = this.#home;
    return this.#go(() => ({ focus: null, depth, top, at: null, ...this.#clean(null) }));
  }

  more() {
    return this.#go(() => ({ top: this.#state.top + this.#home.top }));
  }

  steps(depth) {
    return this.#go(() => ({ depth }));
  }

  /** Shows what the address bar says. */
  async readAddress() {
    const action = (this.#actions += 1);
    const { hash } = window.location;
    const named = talkgraph.state.named(hash, this.#graph.relations);
    let trouble = await this.#supply.things(named, 0);
    if (action !== this.#actions) return;
    const { state, unknown } = talkgraph.state.parse(hash, this.#graph, this.#home);
    if (this.#shownView !== null && this.#format(state) === this.#format(this.#state)) return;
    trouble = (await this.#supply.state(state)) || trouble;
    if (action !== this.#actions) return;
    this.#state = state;
    this.#show(trouble || (unknown.length > 0 ? `This graph does not hold ${unknown.join(", ")}.` : ""));
  }

  #open(opening) {
    const { neighbours } = talkgraph.openings;
    const others = () => neighbours(this.#graph, opening, talkgraph.reach.credible(this.#graph, this.#state));
    const isOpen = (one) => talkgraph.openings.isSame(one, opening);
    const change = () => {
      const drawn = [opening.thing, ...others()];
      const kinds = new Set(drawn.map((thing) => this.#graph.kind(thing).id));
      return {
        open: [...this.#state.open.filter((one) => !isOpen(one)), opening],
        at: opening.thing,
        hide: this.#state.hide.filter((each) => !drawn.includes(each)),
        kinds: this.#state.kinds.filter((id) => opening.relation === null || !kinds.has(id)),
      };
    };
    return this.#go(change, () => this.#view.fit([opening.thing, ...others()]));
  }

  /** A view without what was added and hidden; a filter that keeps its thing away is lifted. */
  #clean(thing) {
    const { kinds, from, to } = this.#state;
    const added = { open: [], with: [], hide: [] };
    if (thing === null) return added;
    const stays = talkgraph.years.staying(this.#graph, this.#state)(thing);
    return {
      ...added,
      kinds: kinds.filter((each) => each !== this.#graph.kind(thing).id),
      from: stays ? from : null,
      to: stays ? to : null,
    };
  }

  #prepared(start) {
    const opening = start.nodes.map((node) => [node.id, { x: node.x, y: node.y }]);
    const prepared = new Map([[talkgraph.places.viewName(this.#home), new Map(opening)]]);
    if (start.overview !== null && start.overview.length > 0) {
      prepared.set("overview", new Map(start.overview.map(([thing, x, y]) => [thing, { x, y }])));
    }
    return prepared;
  }

  /** Fetches what a state would need, then changes to it, unless another action came meanwhile. */
  async #go(change, after = () => {}) {
    const action = (this.#actions += 1);
    const wanted = talkgraph.state.changed(this.#state, change());
    const trouble = await this.#supply.state(wanted);
    if (action !== this.#actions) return;
    // More is known now than before, and filters may have moved.
    this.#change(change(), "pushState", trouble);
    after();
  }

  /** What the reader chose in the legend; back does not undo it step by step. */
  #filter(changes) {
    const left = (changes.relations || []).filter((id) => !this.#state.relations.includes(id));
    const open = this.#state.open.filter(({ relation }) => !left.includes(relation));
    this.#change({ ...changes, open }, "replaceState");
  }

  async #find(text) {
    const { found, trouble } = await this.#supply.find(text);
    if (trouble) this.#notice(trouble);
    return found;
  }

  #change(changes, how, trouble = "") {
    const before = this.#format(this.#state);
    this.#state = talkgraph.state.changed(this.#state, changes);
    if (this.#format(this.#state) !== before) this.#writeAddress(how);
    this.#show(trouble);
  }

  #format(state) {
    return talkgraph.state.format(state, this.#graph, this.#home);
  }

  #writeAddress(how) {
    const page = window.location.href.split("#")[0];
    try {
      window.history[how](null, "", `${page}#${this.#format(this.#state)}`);
    } catch (error) {
      // A frame whose address may not change, as in some notebooks, still shows every state.
      if (!(error instanceof DOMException)) throw error;
    }
  }

  #notice(words) {
    const notice = talkgraph.dom.byId("notice");
    notice.hidden = words === "";
    notice.textContent = words;
  }

  #drawn() {
    return talkgraph.reach.drawn(this.#graph, this.#state);
  }

  #show(trouble) {
    const { byId } = talkgraph.dom;
    const [graph, state, drawn] = [this.#graph, this.#state, this.#drawn()];
    const passes = talkgraph.reach.passing(graph, state);
    const statements = talkgraph.reach.between(graph, drawn.things, passes);
    this.#notice(trouble);
    this.#showFilters(state);
    talkgraph.summary.show(graph, state, drawn);
    this.#view.show(drawn.things, this.#places.of(state, drawn.things), statements, state.at);
    const [panel, browse] = [byId("panel"), byId("browse")];
    const fill = () => {
      talkgraph.panel.render(panel, graph, state, new Set(drawn.things), this);
      talkgraph.browse.render(byId("things"), graph, drawn.things, state.at, (thing) => this.select(thing));
      browse.open = state.at === null;
    };
    talkgraph.dom.refill(panel.parentElement, fill, [panel, browse.querySelector("summary")]);
    this.#fitNewView();
  }

  /** Another view is shown whole; a change within a view leaves the reader where they were. */
  #fitNewView() {
    const { top, from, to } = this.#state;
    const name = [talkgraph.places.viewName(this.#state), top, from, to].join(" ");
    if (name !== this.#shownView) this.#view.fit();
    this.#shownView = name;
  }
};
