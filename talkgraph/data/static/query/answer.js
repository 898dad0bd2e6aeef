"use strict";

// Shows what the endpoint answered: a table, yes or no, or Turtle; or what was wrong.
talkgraph.Answer = class {
  #site;
  #labels;

  /** `site` is the endpoint, the limits and the names of this site. */
  constructor(site) {
    this.#site = site;
    this.#labels = new talkgraph.Labels(site.endpoint, site.limits.rows);
  }

  /** Says in a few words what is going on. */
  say(words) {
    talkgraph.dom.byId("status").textContent = words;
  }

  /** Takes away what was shown before. */
  clear() {
    const { byId } = talkgraph.dom;
    for (const id of ["result", "fault", "notice", "downloads"]) byId(id).replaceChildren();
    byId("notice").hidden = true;
    byId("downloads").hidden = true;
  }

  /** Shows an answer to the query `text`, which took so many milliseconds. */
  show(text, { type, body, truncated }, milliseconds, signal) {
    const time = this.#time(milliseconds);
    if (type !== "application/sparql-results+json") {
      this.#turtle(body);
      this.say(time);
      this.#offer(text, [["Turtle", "text/turtle", "ttl"]]);
    } else {
      const answer = JSON.parse(body);
      if (typeof answer.boolean === "boolean") {
        this.#yesOrNo(answer.boolean);
        this.say(time);
        this.#offer(text, [["JSON", "application/sparql-results+json", "json"]]);
      } else {
        const table = new talkgraph.Table(answer, this.#site.names, this.#labels);
        if (table.size > 0) talkgraph.dom.byId("result").replaceChildren(table.draw(signal));
        this.say(`${talkgraph.dom.counted(table.size, "row", "rows")} in ${time}`);
        this.#offer(text, [
          ["CSV", "text/csv", "csv"],
          ["JSON", "application/sparql-results+json", "json"],
        ]);
      }
    }
    if (truncated !== null) this.#tellOfMore(truncated);
  }

  /** Shows what is wrong. */
  fail(fault) {
    const where = fault.line === null || fault.line === undefined ? "" : `Line ${fault.line}, column ${fault.column}: `;
    // The endpoint may have said it already.
    const words = where && fault.message.includes(`line ${fault.line}, column`) ? fault.message : where + fault.message;
    talkgraph.dom.byId("fault").textContent = words;
    this.say("");
  }

  #turtle(body) {
    const { byId, element } = talkgraph.dom;
    const text = element("pre", { class: "turtle", tabindex: "0", role: "region", "aria-label": "Turtle" }, body);
    byId("result").replaceChildren(text);
  }

  #yesOrNo(answer) {
    const { byId, element } = talkgraph.dom;
    byId("result").replaceChildren(element("p", { class: "verdict" }, answer ? "Yes" : "No"));
  }

  #tellOfMore(truncated) {
    const { byId, number } = talkgraph.dom;
    const limit = Number(truncated) || this.#site.limits.rows;
    byId("notice").textContent =
      `There are more: this server gives ${number.format(limit)} rows to a query, here and in downloads. ` +
      "Ask for less, or for parts with ORDER BY, LIMIT and OFFSET.";
    byId("notice").hidden = false;
  }

  #offer(text, formats) {
    const { byId, element } = talkgraph.dom;
    const buttons = formats.map(([words, accept, extension]) =>
      element("button", { type: "button", click: () => this.#download(text, accept, extension) }, words),
    );
    byId("downloads").replaceChildren(...buttons);
    byId("downloads").hidden = false;
  }

  /** Asks the same query again, in another format, and saves what comes. */
  async #download(text, accept, extension) {
    try {
      const { body } = await talkgraph.asking.ask(this.#site.endpoint, text, { accept });
      const address = URL.createObjectURL(new Blob([body], { type: accept }));
      talkgraph.dom.element("a", { href: address, download: `answer.${extension}` }).click();
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
    } catch (fault) {
      this.fail(fault);
    }
  }

  #time(milliseconds) {
    return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
  }
};
