"use strict";

// What is in view, as a picture, as Turtle and as a table.
talkgraph.save = (() => {
  const CSV_COLUMNS = [
    "subject",
    "subject_kind",
    "relation",
    "object",
    "object_kind",
    "confidence",
    "quote",
    "recap",
    "date",
  ];
  const ESCAPES = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };

  const escaped = (character) =>
    ESCAPES[character] || `\\u${character.codePointAt(0).toString(16).padStart(4, "0").toUpperCase()}`;

  /** A text as Turtle writes it, with its datatype where that is not string. */
  function literal(text, datatype = null) {
    const quoted = `"${text.replace(/[\\"\u0000-\u001f\u007f]/g, escaped)}"`;
    return datatype === null || datatype === "xsd:string" ? quoted : `${quoted}^^${datatype}`;
  }

  /** An IRI as Turtle writes it; what may not stand there is percent-encoded. */
  const reference = (iri) => `<${iri.replace(/[\u0000-\u0020<>"{}|^`\\]/g, encodeURIComponent)}>`;

  /** The things with their classes and names, and the statements, with the prefixes that they need. */
  function turtle(graph, { things, statements }, prefixes) {
    const said = new Map(things.map((thing) => [thing, described(graph, thing)]));
    for (const statement of statements) {
      const object = graph.isLink(statement)
        ? reference(graph.iri(graph.object(statement)))
        : literal(graph.value(statement), graph.relation(statement).datatype);
      said.get(graph.subject(statement)).push(`${graph.relation(statement).id} ${object}`);
    }
    const body = [...said].map(
      ([thing, facts]) => `${reference(graph.iri(thing))} ${facts.join(" ;\n    ")} .\n`,
    );
    const used = Object.entries(prefixes).filter(([prefix]) => ["schema", "tg", "xsd"].includes(prefix));
    const head = used.map(([prefix, namespace]) => `@prefix ${prefix}: ${reference(namespace)} .\n`);
    return [head.join(""), ...body].join("\n");
  }

  const described = (graph, thing) => [
    `a ${graph.kind(thing).class}`,
    `schema:name ${literal(graph.name(thing))}`,
    ...graph.alsoCalled(thing).map((name) => `schema:alternateName ${literal(name)}`),
    ...graph.urls(thing).map((url) => `schema:url ${literal(url, "xsd:anyURI")}`),
  ];

  /** A cell of a table; a spreadsheet must not take it for a formula. */
  function cell(value) {
    const whole = String(value).replace(/;(?=[=+\-@＝＋－＠])/g, ";'");
    const text = /^[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${whole}` : whole;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }

  /** A row for each statement, with its most certain sentence. */
  function csv(graph, { statements }) {
    const rows = statements.map((statement) => {
      const subject = graph.subject(statement);
      const object = graph.isLink(statement) ? graph.object(statement) : null;
      const [quote] = graph.quotes(statement);
      return [
        graph.name(subject),
        graph.kind(subject).label,
        graph.relation(statement).label,
        object === null ? graph.value(statement) : graph.name(object),
        object === null ? "" : graph.kind(object).label,
        String(graph.confidence(statement) / 100),
        quote ? quote.text : "",
        (quote && quote.recap && quote.recap.title) || "",
        (quote && quote.recap && quote.recap.published) || "",
      ];
    });
    return [CSV_COLUMNS, ...rows].map((row) => `${row.map(cell).join()}\r\n`).join("");
  }

  /** A canvas with what another shows, over a background. */
  function picture(canvas, background) {
    const copy = talkgraph.dom.element("canvas", { width: canvas.width, height: canvas.height });
    const context = copy.getContext("2d");
    context.fillStyle = background;
    context.fillRect(0, 0, copy.width, copy.height);
    context.drawImage(canvas, 0, 0);
    return new Promise((done) => copy.toBlob(done, "image/png"));
  }

  /** Gives the reader a file. */
  function download(name, content, type) {
    const address = URL.createObjectURL(new Blob([content], { type }));
    const link = talkgraph.dom.element("a", { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  }

  /** Makes the buttons save what `explorer` shows. */
  function build(explorer, prefixes) {
    const menu = talkgraph.dom.byId("save");
    const save = {
      png: async () => download("graph.png", await explorer.view.picture(), "image/png"),
      turtle: () => {
        const text = turtle(explorer.graph, explorer.visible(), prefixes);
        download("graph.ttl", text, "text/turtle");
      },
      csv: () => download("graph.csv", csv(explorer.graph, explorer.visible()), "text/csv"),
    };
    for (const [format, run] of Object.entries(save)) {
      talkgraph.dom.byId(`save-${format}`).addEventListener("click", () => {
        menu.open = false;
        run();
      });
    }
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      event.stopPropagation();
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  }

  return { build, turtle, csv, picture };
})();
