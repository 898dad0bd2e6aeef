"use strict";

// Writes names beside the things on the canvas, the most important first, and leaves
// out those that find no room: the nearer the reader looks, the more are there.
talkgraph.labels = (() => {
  const MOST_CHARACTERS = 30;
  const FONT = 'system-ui, "Segoe UI", "DejaVu Sans", sans-serif';
  const GAP = 3;

  const fontOf = (label) => `${label.strong ? 600 : 400} ${label.size}px ${FONT}`;

  const overlap = (one, other) =>
    one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

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

  /** The boxes in which a label may stand: below its thing, above, right, left. */
  function seats(context, label) {
    context.font = fontOf(label);
    const width = context.measureText(label.text).width + 6;
    const height = label.size + 4;
    const aside = label.radius + GAP + width / 2;
    const upright = label.radius + GAP + height / 2;
    return [
      around(label.x, label.y + upright, width, height),
      around(label.x, label.y - upright, width, height),
      around(label.x + aside, label.y, width, height),
      around(label.x - aside, label.y, width, height),
    ];
  }

  /**
   * Where a label stands, or undefined. It covers no other label, and a thing
   * only if it is a firm one that finds no better place; one that must be there
   * stands below its thing in any case.
   */
  function seat(label, own, labels, things, screen) {
    const covers = (box, others) => others.some((other) => other.of !== label && overlap(box, other.box));
    const free = own.filter((box) => !covers(box, labels));
    const best = free.find((box) => inside(box, screen) && !covers(box, things));
    if (best || !label.firm) return best;
    return free[0] || (label.must ? own[0] : undefined);
  }

  /** The labels that find room, each with its box. */
  function seated(context, labels, size) {
    const screen = { left: 0, right: size.width, top: 0, bottom: size.height };
    const visible = labels.filter((label) => overlap(disc(label), screen));
    const things = visible.map((label) => ({ of: label, box: disc(label) }));
    const taken = [];
    for (const label of visible) {
      const box = seat(label, seats(context, label), taken, things, screen);
      if (box) taken.push({ of: label, box });
    }
    return taken;
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
   * `radius` of the thing on the screen.
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

  return { paint, MOST_CHARACTERS };
})();
