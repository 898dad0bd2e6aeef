"use strict";

// The canvas: keeps vis-network's things and edges the same as the state's.
talkgraph.View = class {
  #graph;
  #options;
  #growth;
  #largest;
  #nodes = new vis.DataSet();
  #edges = new vis.DataSet();
  #network;
  #container;
  #selected = null;
  #near = new Set();
  #hovered = null;
  #colors = {};
  #opening;

  /** `on`: functions `select(thing or null)`, `open(thing)` and `move(thing, place)`. */
  constructor(container, graph, start, on) {
    this.#container = container;
    this.#graph = graph;
    this.#options = start.options;
    this.#growth = start.growth;
    this.#largest = start.largest;
    this.#opening = {
      nodes: new Map(start.nodes.map((node) => [node.id, node])),
      edges: new Map(start.edges.map((edge) => [edge.id, edge])),
    };
    this.#readColors();
    this.#network = new vis.Network(container, { nodes: this.#nodes, edges: this.#edges }, this.#options);
    this.#listen(on);
  }

  /** vis-network's own objects, for those who want to look inside. */
  get inside() {
    return { network: this.#network, nodes: this.#nodes, edges: this.#edges };
  }

  /** Draws these things at these places, with these statements as edges. */
  show(things, places, statements, selected) {
    this.#selected = selected;
    this.#near = new Set(selected === null ? [] : [selected]);
    for (const statement of statements) {
      if (this.#graph.subject(statement) === selected) this.#near.add(this.#graph.object(statement));
      if (this.#graph.object(statement) === selected) this.#near.add(this.#graph.subject(statement));
    }
    talkgraph.View.#sync(
      this.#edges,
      statements.map((statement) => this.#edge(statement)),
    );
    talkgraph.View.#sync(
      this.#nodes,
      things.map((thing) => this.#node(thing, places.get(thing))),
    );
    this.#network.selectNodes(things.includes(selected) ? [selected] : [], false);
    this.#describe();
  }

  /** Brings a thing to the middle if it is drawn, but out of sight. */
  reveal(thing) {
    if (!this.#nodes.getIds().includes(thing)) return;
    const { x, y } = this.#network.canvasToDOM(this.#network.getPosition(thing));
    const { clientWidth, clientHeight } = this.#container;
    const isInSight = x > 0 && x < clientWidth && y > 0 && y < clientHeight;
    if (!isInSight)
      this.#network.focus(thing, { scale: this.#network.getScale(), animation: this.#animation() });
  }

  /** Shows all of these things, or of what is drawn. */
  fit(things = this.#nodes.getIds()) {
    const nodes = things.filter((thing) => this.#nodes.get(thing) !== null);
    this.#network.fit({ nodes, animation: this.#animation(), maxZoomLevel: 1.2 });
  }

  /** What the canvas shows, as a file of PNG over its own background. */
  picture() {
    return talkgraph.save.picture(this.#container.querySelector("canvas"), this.#colors.canvas);
  }

  zoom(factor) {
    this.#network.moveTo({ scale: this.#network.getScale() * factor, animation: this.#animation() });
  }

  /** Reads the colours of the style sheet again, after the reader's theme changed. */
  recolor() {
    this.#readColors();
    this.#nodes.update(this.#nodes.getIds().map((thing) => ({ id: thing, ...this.#paint(thing) })));
    this.#edges.update(this.#edges.getIds().map((edge) => ({ id: edge, ...this.#stroke(edge) })));
  }

  #animation() {
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    return calm ? false : { duration: 300, easingFunction: "easeInOutQuad" };
  }

  #readColors() {
    const style = getComputedStyle(this.#container);
    for (const name of ["canvas", "text", "edge", "edge-strong", "outline", "accent"]) {
      this.#colors[name] = style.getPropertyValue(`--${name}`).trim();
    }
  }

  #node(thing, place) {
    const kind = this.#graph.kind(thing);
    const made = this.#opening.nodes.get(thing) || {
      id: thing,
      label: this.#graph.name(thing),
      group: kind.id,
      shape: kind.shape,
      size: Math.min(
        this.#largest,
        Math.round(kind.size + this.#growth * Math.sqrt(this.#graph.degree(thing))),
      ),
    };
    return { ...made, ...place, title: `${this.#graph.name(thing)} (${kind.label})`, ...this.#paint(thing) };
  }

  #paint(thing) {
    const kind = this.#graph.kind(thing);
    const border = kind.hollow ? kind.color : talkgraph.dom.mixed(kind.color, this.#colors.outline, 0.5);
    const background = kind.hollow ? this.#colors.canvas : kind.color;
    const chosen = { background, border: this.#colors.accent };
    return {
      color: { background, border, highlight: chosen, hover: chosen },
      borderWidth: kind.hollow ? 2.5 : this.#options.nodes.borderWidth,
      opacity: this.#isFaint(thing) ? 0.4 : 1,
    };
  }

  #edge(statement) {
    const made = this.#opening.edges.get(statement) || {
      id: statement,
      from: this.#graph.subject(statement),
      to: this.#graph.object(statement),
      arrows: "to",
    };
    return { ...made, title: this.#graph.words(statement), ...this.#stroke(statement) };
  }

  #stroke(statement) {
    const ends = [this.#graph.subject(statement), this.#graph.object(statement)];
    const isOfSelected = ends.includes(this.#selected);
    const strong = this.#colors["edge-strong"];
    const color = isOfSelected ? strong : this.#colors.edge;
    const isFaint = this.#selected !== null && this.#near.size > 0 && !isOfSelected;
    return {
      color: { color, highlight: strong, hover: strong, opacity: isFaint ? 0.45 : 1, inherit: false },
      width: isOfSelected ? 1.8 : 1,
    };
  }

  /** While a thing is selected, what it is not connected to steps back. */
  #isFaint(thing) {
    return this.#selected !== null && !this.#near.has(thing);
  }

  #listen(on) {
    this.#network.on("click", ({ nodes }) => on.select(nodes.length > 0 ? nodes[0] : null));
    this.#network.on("doubleClick", ({ nodes }) => nodes.length > 0 && on.open(nodes[0]));
    this.#network.on("hoverNode", ({ node }) => this.#hover(node));
    this.#network.on("blurNode", () => this.#hover(null));
    this.#network.on("dragEnd", ({ nodes }) => {
      for (const thing of nodes) on.move(thing, this.#network.getPosition(thing));
    });
    this.#network.on("afterDrawing", (context) => this.#write(context));
  }

  #hover(thing) {
    this.#hovered = thing;
    this.#container.classList.toggle("over-thing", thing !== null);
    this.#network.redraw();
  }

  #write(context) {
    const own = this.#container.getBoundingClientRect();
    const zoom = this.#container.parentElement.querySelector(".zoom").getBoundingClientRect();
    const covered = {
      left: zoom.left - own.left,
      right: zoom.right - own.left,
      top: zoom.top - own.top,
      bottom: zoom.bottom - own.top,
    };
    const size = { width: own.width, height: own.height, covered: [covered] };
    if (size.width > 0) talkgraph.labels.paint(context, this.#labels(), size, this.#colors);
  }

  /** The labels of everything drawn, the most important first. */
  #labels() {
    const scale = this.#network.getScale();
    const positions = this.#network.getPositions();
    const labels = Object.entries(positions).map(([id, position]) => {
      const thing = Number(id);
      const at = this.#network.canvasToDOM(position);
      const degree = this.#graph.degree(thing);
      const isChosen = thing === this.#selected || thing === this.#hovered;
      const isEvent = this.#graph.kind(thing).id === "Event";
      return {
        text: talkgraph.dom.shortened(
          this.#graph.name(thing),
          isChosen ? 80 : talkgraph.labels.MOST_CHARACTERS,
        ),
        x: at.x,
        y: at.y,
        radius: this.#nodes.get(thing).size * scale,
        size: isChosen || isEvent ? 14 : degree > 12 ? 13 : 12,
        strong: isChosen || isEvent,
        firm: isChosen || isEvent || this.#near.has(thing),
        must: isChosen,
        faint: this.#isFaint(thing) && !isChosen,
        weight: (isChosen ? 4e6 : 0) + (this.#near.has(thing) ? 2e6 : 0) + (isEvent ? 1e6 : 0) + degree,
        thing,
      };
    });
    return labels.sort((one, other) => other.weight - one.weight || one.thing - other.thing);
  }

  #describe() {
    const { counted } = talkgraph.dom;
    const things = counted(this.#nodes.length, "thing", "things");
    const edges = counted(this.#edges.length, "statement", "statements");
    const words = `Graph of ${things} and ${edges}; everything in it is also in the lists beside it`;
    this.#container.setAttribute("aria-label", words);
  }

  /** Makes a data set hold exactly these items. */
  static #sync(dataset, items) {
    const wanted = new Set(items.map((item) => item.id));
    dataset.remove(dataset.getIds().filter((id) => !wanted.has(id)));
    dataset.update(items);
  }
};
