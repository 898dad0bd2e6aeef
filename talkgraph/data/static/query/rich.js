"use strict";

// The editor of YASGUI in place of the text area: colours, brackets, completion. Only its
// editing is used; it asks nothing itself, stores nothing, and leaves the address alone.
talkgraph.RichEditor = class {
  static #GUTTER = "faults";

  #yasqe;
  #marked = null;

  /** Takes the place of `area`; `site` is the endpoint, the prefixes and the names of this site. */
  constructor(area, { run, change }, site) {
    talkgraph.completion.install(Yasqe, site);
    this.#yasqe = new Yasqe(area.parentElement, this.#settings(area, run));
    area.hidden = true;
    area.removeAttribute("name");
    this.#yasqe.getInputField().id = "query-input";
    talkgraph.dom.byId("query-label").htmlFor = "query-input";
    this.#yasqe.on("change", () => {
      this.unmark();
      change();
    });
    this.#yasqe.on("inputRead", (_, { text, origin }) => {
      if (origin === "+input") this.#completeWhileTyping(text.join("\n"));
    });
    // Its hints on keys are given by the page itself.
    this.#yasqe.showNotification = () => {};
  }

  #settings(area, run) {
    return {
      value: area.value,
      screenReaderLabel: "Query in SPARQL",
      gutters: [talkgraph.RichEditor.#GUTTER, "CodeMirror-linenumbers"],
      foldGutter: false,
      highlightSelectionMatches: false,
      // Its check draws a list of all that the grammar allows; the endpoint says what is wrong in words.
      syntaxErrorCheck: false,
      showQueryButton: false,
      createShareableLink: null,
      consumeShareLink: null,
      persistenceId: null,
      resizeable: false,
      editorHeight: "auto",
      queryingDisabled: "The page asks.",
      requestConfig: { endpoint: "" },
      extraKeys: {
        "Ctrl-Enter": run,
        "Cmd-Enter": run,
        "Ctrl-S": false,
        // The tabulator leads on to the next control, as everywhere on the page.
        Tab: false,
        "Shift-Tab": false,
      },
    };
  }

  #completeWhileTyping(typed) {
    const yasqe = this.#yasqe;
    if (yasqe.state.completionActive || !/^[\w:?$-]$/.test(typed)) return;
    const word = yasqe.getCompleteToken().string;
    if (/^[?$]/.test(word) || (word.includes(":") && !word.startsWith("<"))) yasqe.autocomplete();
  }

  get text() {
    return this.#yasqe.getValue();
  }

  set text(text) {
    this.#yasqe.setValue(text);
  }

  /** Puts a line before the others. */
  prepend(line) {
    this.#yasqe.replaceRange(`${line}\n`, { line: 0, ch: 0 });
  }

  /** Shows where something is wrong. `line` counts from 0, `at` in UTF-16 units. */
  mark(line, at) {
    const yasqe = this.#yasqe;
    const sign = talkgraph.dom.element("span", { class: "fault-sign", "aria-hidden": "true" }, "!");
    this.#marked = yasqe.setGutterMarker(line, talkgraph.RichEditor.#GUTTER, sign);
    yasqe.addLineClass(this.#marked, "background", "fault-line");
    yasqe.focus();
    yasqe.setCursor(line, at);
  }

  unmark() {
    if (this.#marked === null) return;
    this.#yasqe.clearGutter(talkgraph.RichEditor.#GUTTER);
    this.#yasqe.removeLineClass(this.#marked, "background", "fault-line");
    this.#marked = null;
  }
};
