"use strict";

// Writes names beside the things on the canvas, the most important first, and leaves
// out those that find no room: the nearer the reader looks, the more are there.
talkgraph.labels = (() => {
  const MOST_CHARACTERS = 30;
  const FONT = 'system-ui, "Segoe UI", "DejaVu Sans", sans-serif';
  const GAP = 3;
  const CELL = 80; // pixels

  const fontOf = (label) => `${label.strong ? 600 : 400} ${label.size}px ${FONT}`;

  const overlap = (one, other) =>
    one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

  /** Boxes on the screen, each of a label; a grid finds those that another box meets. */
  class Boxes {
    #cells = new Map();

    add(box, of) {
      for (const key of this.#keys(box)) {
        if (!this.#cells.has(key)) this.#cells.set(key, []);
        this.#cells.get(key).push({ box, of });
      }
    }

    /** Whether a box of a label meets one of another. */
    meets(box, label) {
      return this.#keys(box).some((key) =>
        (this.#cells.get(key) || []).some((other) => other.of !== label && overlap(box, other.box)),
      );
    }

    #keys({ left, right, top, bottom }) {
      const keys = [];
      for (let x = Math.floor(left / CELL); x <= right / CELL; x += 1) {
        for (let y = Math.floor(top / CELL); y <= bottom / CELL; y += 1) keys.push(x * 65536 + y);
      }
      return keys;
    }
  }

  const inside = (box, screen) =>
    box.left >= screen.left &&
    box.right <= screen.right &&
    box.top >= screen.top &&
    box.bottom <= screen.bottom;

  const around = (x, y, width, height) => ({
    left: x - width / 2,
    right: x + width / 2,
    top: y - height / 2,
    bottom: y + height / 2,
  });

  /** The disc of a thing, as a box. */
  const disc = (label) => around(label.x, label.y, 1.6 * label.radius, 1.6 * label.radius);

  /** A box moved sideways onto the screen, as far as it has to be. */
  function onto(box, screen) {
    const shift = Math.max(0, screen.left - box.left) - Math.max(0, box.right - screen.right);
    return { ...box, left: box.left + shift, right: box.right + shift };
  }

  /** The boxes in which a label may stand: below its thing, above, right, left, at its corners. */
  function seats(context, label, screen) {
    context.font = fontOf(label);
    const width = context.measureText(label.text).width + 6;
    const height = label.size + 4;
    const aside = label.radius + GAP + width / 2;
    const upright = label.radius + GAP + height / 2;
    return [
      onto(around(label.x, label.y + upright, width, height), screen),
      onto(around(label.x, label.y - upright, width, height), screen),
      around(label.x + aside, label.y, width, height),
      around(label.x - aside, label.y, width, height),
      ...[1, -1].flatMap((down) =>
        [1, -1].map((right) =>
          around(label.x + (right * width) / 2, label.y + down * upright, width, height),
        ),
      ),
    ];
  }

  /**
   * Where a label stands, or undefined. It covers no other label, and a thing
   * only if it is a firm one that finds no better place; one that must be there
   * stands below its thing in any case.
   */
  function seat(label, own, labels, things, screen) {
    const free = own.filter((box) => !labels.meets(box, label));
    const best = free.find((box) => inside(box, screen) && !things.meets(box, label));
    if (best || !label.firm) return best;
    return free.find((box) => inside(box, screen)) || (label.must ? own[0] : undefined);
  }

  /** The labels that find room, each with its box. */
  function seated(context, labels, { width, height, covered }) {
    const screen = { left: 0, right: width, top: 0, bottom: height };
    const visible = labels.filter((label) => overlap(disc(label), screen));
    const [things, taken, found] = [new Boxes(), new Boxes(), []];
    for (const label of visible) things.add(disc(label), label);
    for (const box of covered) taken.add(box, null);
    for (const label of visible) {
      const box = seat(label, seats(context, label, screen), taken, things, screen);
      if (box === undefined) continue;
      taken.add(box, label);
      found.push({ of: label, box });
    }
    return found;
  }

  function write(context, { of: label, box }, colors) {
    const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    context.font = fontOf(label);
    context.globalAlpha = label.faint ? 0.6 : 1;
    context.lineWidth = 3.5;
    context.strokeStyle = colors.canvas;
    context.strokeText(label.text, x, y);
    context.fillStyle = colors.text;
    context.fillText(label.text, x, y);
  }

  /**
   * Draws labels over what vis-network has just drawn. `labels` are in the order
   * of their importance: `text`, `size` in pixels, whether `strong` (bold),
   * `faint`, `firm` or one that `must` be there (see `seat`); `x`, `y` and
   * `radius` of the thing on the screen. `size` is that of the screen, with the
   * boxes that are `covered` by something else.
   */
  function paint(context, labels, size, colors) {
    context.save();
    const ratio = context.canvas.width / size.width;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    // The most important is written last, over the halos of the others.
    for (const entry of seated(context, labels, size).reverse()) write(context, entry, colors);
    context.restore();
  }

  return { paint, seated, MOST_CHARACTERS };
})();
