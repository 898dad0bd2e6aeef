"use strict";

// The one global name; each file that follows adds its part.
const talkgraph = {};

talkgraph.dom = (() => {
  const SVG = "http://www.w3.org/2000/svg";

  // Outlines in a box from -10 to 10, the same as vis-network draws for these names.
  const OUTLINES = {
    dot: "M0-8a8 8 0 1 0 .01 0z",
    square: "M-7-7h14v14h-14z",
    diamond: "M0-9.5 9.5 0 0 9.5-9.5 0z",
    hexagon: "M-8.5 0-4.25-7.4h8.5L8.5 0 4.25 7.4h-8.5z",
    triangle: "M0-8.5 8.5 7h-17z",
    triangleDown: "M0 8.5 8.5-7h-17z",
    star: "M0-9.5 2.3-3.2 9-2.9 3.8 1.3 5.6 7.7 0 4-5.6 7.7-3.8 1.3-9-2.9-2.3-3.2z",
  };

  /** The element with this id, which the template has. */
  const byId = (id) => document.getElementById(id);

  /**
   * A new element. Attributes whose value is a function listen to the event of
   * that name; strings among the children become text, never markup.
   */
  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (typeof value === "function") made.addEventListener(name, value);
      else if (value === true) made.setAttribute(name, "");
      else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
    }
    made.append(...children.filter((child) => child !== null && child !== undefined));
    return made;
  }

  /** The shape of a kind in its colour, for legends and lists. */
  function glyph(kind) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "-10 -10 20 20");
    svg.setAttribute("class", kind.hollow ? "glyph hollow" : "glyph");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", OUTLINES[kind.shape] || OUTLINES.dot);
    path.style[kind.hollow ? "stroke" : "fill"] = kind.color;
    svg.append(path);
    return svg;
  }

  /** A link to an address of the web; plain text for any other kind of address. */
  function outwardLink(address, words = address) {
    let target = null;
    try {
      target = new URL(address);
    } catch {
      return element("span", {}, words);
    }
    if (target.protocol !== "https:" && target.protocol !== "http:") return element("span", {}, words);
    return element("a", { href: target.href, target: "_blank", rel: "noopener noreferrer" }, words);
  }

  const number = new Intl.NumberFormat("en");

  /** "1 thing", "1,204 things". */
  const counted = (count, one, many) => `${number.format(count)} ${count === 1 ? one : many}`;

  /** A text of at most so many characters, cut at its end. */
  function shortened(text, most) {
    const characters = Array.from(text);
    return characters.length <= most
      ? text
      : `${characters
          .slice(0, most - 1)
          .join("")
          .trimEnd()}…`;
  }

  const channels = (color) => [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));

  /** A colour between two of the form #rrggbb, at that share of the first. */
  function mixed(one, other, share) {
    const second = channels(other);
    const between = channels(one).map((value, at) => Math.round(share * value + (1 - share) * second[at]));
    return `#${between.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
  }

  /**
   * Fills a part of the page anew. Where the keyboard was in it, it goes back to the
   * element with the same data-key, or else to the first of others that can have it.
   */
  function refill(part, fill, others) {
    const active = document.activeElement;
    const wasInside = part.contains(active);
    const key = wasInside ? active.dataset.key : undefined;
    fill();
    if (!wasInside) return;
    const same = [...part.querySelectorAll("[data-key]")].filter((each) => each.dataset.key === key);
    for (const next of [active, ...same, ...others]) {
      next.focus({ preventScroll: true });
      if (document.activeElement === next) return;
    }
  }

  return { refill, byId, element, glyph, outwardLink, number, counted, shortened, mixed };
})();
