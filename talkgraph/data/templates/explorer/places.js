"use strict";

// Where things stand on the canvas. What the page opens on was laid out when it was
// made; what the reader adds is put beside what it is connected to.
talkgraph.places = (() => {
  const SPACING = 75;
  const LANE = 0.7 * SPACING;
  const STRETCH = 1.15; // labels are wider than high, and so are screens

  /** Places that are taken, and the nearest free one to any. */
  class Crowd {
    #cells = new Map();
    #count = 0;
    #sum = { x: 0, y: 0 };

    add(place) {
      const key = this.#key(place.x, place.y);
      if (!this.#cells.has(key)) this.#cells.set(key, []);
      this.#cells.get(key).push(place);
      this.#sum.x += place.x;
      this.#sum.y += place.y;
      this.#count += 1;
      return place;
    }

    /** Takes and gives the first free place on rings around another, outer side first. */
    near(anchor) {
      const outward = Math.atan2(
        anchor.y - this.#sum.y / Math.max(1, this.#count),
        anchor.x - this.#sum.x / Math.max(1, this.#count),
      );
      for (let ring = 1; ; ring += 1) {
        const seats = 6 * ring;
        for (let seat = 0; seat < seats; seat += 1) {
          const side = seat % 2 === 0 ? 1 : -1;
          const angle = outward + (side * Math.ceil(seat / 2) * 2 * Math.PI) / seats;
          const place = {
            x: Math.round(anchor.x + STRETCH * SPACING * ring * Math.cos(angle)),
            y: Math.round(anchor.y + SPACING * ring * Math.sin(angle)),
          };
          if (this.isFree(place)) return this.add(place);
        }
      }
    }

    #key(x, y) {
      return `${Math.floor(x / SPACING / STRETCH)} ${Math.floor(y / SPACING)}`;
    }

    /** Whether nothing stands too near. */
    isFree(place) {
      for (const dx of [-1, 0, 1]) {
        for (const dy of [-1, 0, 1]) {
          const cell = this.#cells.get(this.#key(place.x + dx * SPACING * STRETCH, place.y + dy * SPACING));
          if (cell && cell.some((taken) => distance(taken, place) < 0.8 * SPACING)) return false;
        }
      }
      return true;
    }
  }

  /** Rows below a drawing and as wide as it, for what nothing in it is connected to. */
  class Shelf {
    #crowd;
    #left;
    #right;
    #place;

    constructor(crowd, places) {
      this.#crowd = crowd;
      const xs = places.map((place) => place.x);
      this.#left = Math.min(0, ...xs);
      this.#right = Math.max(4 * SPACING, ...xs);
      this.#place = { x: this.#left, y: Math.max(0, ...places.map((place) => place.y)) + 2 * SPACING };
    }

    /** Takes and gives the first place that is free. */
    next() {
      for (;;) {
        const place = this.#place;
        const x = place.x + Math.round(STRETCH * SPACING);
        this.#place = x > this.#right ? { x: this.#left, y: place.y + 2 * SPACING } : { x, y: place.y };
        if (this.#crowd.isFree(place)) return this.#crowd.add(place);
      }
    }
  }

  const distance = (one, other) => Math.hypot((one.x - other.x) / STRETCH, one.y - other.y);

  /** The neighbours of a thing that are among others, best-connected first. */
  const linked = (graph, thing, inside) =>
    talkgraph.reach.neighbours(graph, thing, () => true).filter((other) => inside.has(other));

  /** What hangs on what, from the focus outwards: rings of things, and the children of each. */
  function tree(graph, focus, inside) {
    const children = new Map([[focus, []]]);
    const rings = [[focus]];
    for (let ring = rings[0]; ring.length > 0; ring = rings[rings.length - 1]) {
      const next = [];
      for (const thing of ring) {
        for (const other of linked(graph, thing, inside)) {
          if (children.has(other)) continue;
          children.set(other, []);
          children.get(thing).push(other);
          next.push(other);
        }
      }
      rings.push(next);
    }
    return { rings: rings.filter((ring) => ring.length > 0), children };
  }

  /** The focus in the middle, each step a ring, everything in the sector of what it hangs on. */
  function around(graph, focus, things) {
    const { rings, children } = tree(graph, focus, new Set(things));
    const leaves = new Map();
    for (const thing of rings.flat().reverse()) {
      leaves.set(thing, children.get(thing).reduce((sum, child) => sum + leaves.get(child), 0) || 1);
    }
    const places = new Map([[focus, { x: 0, y: 0 }]]);
    const sectors = new Map([[focus, { from: -Math.PI / 2, size: 2 * Math.PI }]]);
    let radius = 0;
    for (const ring of rings.slice(0, -1)) {
      radius += 2 * SPACING;
      const placed = divide(ring, children, leaves, sectors);
      // A ring that is too short for its things has several lanes, in which they take turns.
      const lanes = Math.max(2, Math.ceil((placed.length * SPACING) / (2 * Math.PI * radius)));
      placed.forEach((child, seat) => {
        const sector = sectors.get(child);
        const angle = sector.from + sector.size / 2;
        const reach = radius + (seat % lanes) * LANE;
        places.set(child, {
          x: Math.round(STRETCH * reach * Math.cos(angle)),
          y: Math.round(reach * Math.sin(angle)),
        });
      });
      radius += (lanes - 2) * LANE;
    }
    return places;
  }

  /** Gives each child of a ring its part of the parent's sector; the children in turn. */
  function divide(ring, children, leaves, sectors) {
    const divided = [];
    for (const parent of ring) {
      let { from } = sectors.get(parent);
      for (const child of children.get(parent)) {
        const size = (sectors.get(parent).size * leaves.get(child)) / leaves.get(parent);
        sectors.set(child, { from, size });
        from += size;
        divided.push(child);
      }
    }
    return divided;
  }

  /** Views with one name share their places: the overview, or the surroundings of a focus. */
  const viewName = (state) => (state.focus === null ? "overview" : `${state.focus} ${state.depth}`);

  /** The places of one view after the other; things that stay drawn stay where they are. */
  class Places {
    #graph;
    #prepared;
    #view = null;
    #places = new Map();

    /** `prepared`: places by thing, for views that were laid out before, by name of the view. */
    constructor(graph, prepared) {
      this.#graph = graph;
      this.#prepared = prepared;
    }

    /** The places of all things of a view, by thing. */
    of(state, things) {
      const name = viewName(state);
      if (name !== this.#view) {
        this.#view = name;
        const prepared = this.#prepared.get(name);
        this.#places = new Map(prepared || (state.focus === null ? this.#graph.overviewPlaces : []));
        if (this.#places.size === 0 && state.focus !== null) {
          this.#places = around(this.#graph, state.focus, [...new Set([state.focus, ...things])]);
        }
      }
      this.#add(things, state);
      return this.#places;
    }

    /** Keeps the place to which the reader dragged a thing. */
    move(thing, place) {
      this.#places.set(thing, place);
    }

    #add(things, state) {
      const inside = new Set(things);
      const crowd = new Crowd();
      for (const place of this.#places.values()) crowd.add(place);
      const shelf = new Shelf(crowd, [...this.#places.values()]);
      for (const thing of this.#inReach(
        things.filter((each) => !this.#places.has(each)),
        inside,
      )) {
        const anchor = this.#anchor(thing, inside, state);
        this.#places.set(thing, anchor === null ? shelf.next() : crowd.near(anchor));
      }
    }

    /** New things in an order in which each, where that can be, follows a neighbour. */
    #inReach(added, inside) {
      const left = new Set(added);
      const ordered = [];
      const isBesidePlaced = (thing) =>
        linked(this.#graph, thing, inside).some((other) => this.#places.has(other));
      let ring = added.filter(isBesidePlaced);
      while (left.size > 0) {
        if (ring.length === 0) ring = [left.values().next().value];
        for (const thing of ring) left.delete(thing);
        ordered.push(...ring);
        const next = new Set(ring.flatMap((thing) => linked(this.#graph, thing, inside)));
        ring = [...next].filter((thing) => left.has(thing));
      }
      return ordered;
    }

    /** Where to stand near: at what was expanded, else the least connected neighbour; null without any. */
    #anchor(thing, inside, state) {
      const placed = linked(this.#graph, thing, inside).filter((other) => this.#places.has(other));
      const opened = placed.filter((other) => state.open.some(({ thing: open }) => open === other));
      return placed.length === 0 ? null : this.#places.get([...placed, ...opened].pop());
    }
  }

  return { Places, viewName };
})();
