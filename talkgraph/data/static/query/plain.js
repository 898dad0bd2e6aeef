"use strict";

// The editor where no better one is installed: a text area.
talkgraph.PlainEditor = class {
  #area;

  /** `run` is called on Ctrl-Enter, `change` when the text has changed. */
  constructor(area, { run, change }) {
    this.#area = area;
    area.addEventListener("input", change);
    area.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      run();
    });
  }

  get text() {
    return this.#area.value;
  }

  set text(text) {
    this.#area.value = text;
    this.#area.setSelectionRange(0, 0);
    this.#area.scrollTop = 0;
  }

  /** Puts a line before the others. */
  prepend(line) {
    this.#area.setRangeText(`${line}\n`, 0, 0);
  }

  /** Shows where something is wrong: the caret goes there. `line` counts from 0, `at` in UTF-16 units. */
  mark(line, at) {
    const before = this.text.split("\n").slice(0, line);
    const offset = before.reduce((sum, each) => sum + each.length + 1, 0) + at;
    this.#area.focus();
    this.#area.setSelectionRange(offset, offset);
  }

  unmark() {}
};
