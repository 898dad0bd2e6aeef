"use strict";

// Questions to the endpoint.
talkgraph.asking = (() => {
  const ANY = "application/sparql-results+json, text/turtle;q=0.9";

  /** What the endpoint says is wrong; `line` and `column` count from 1 and may be missing. */
  class Fault extends Error {
    constructor(message, line = null, column = null) {
      super(message);
      this.line = line;
      this.column = column;
    }
  }

  /**
   * Asks a query and gives what the endpoint answers: its media `type`, the
   * `body` as text, and how many rows it was `truncated` to, or null.
   * Throws a Fault, or an AbortError when `signal` stops it.
   */
  async function ask(endpoint, text, { accept = ANY, signal } = {}) {
    const [response, body] = await fetched(endpoint, {
      method: "POST",
      headers: { "Content-Type": "application/sparql-query", Accept: accept },
      body: text,
      signal,
    });
    if (!response.ok) throw fault(response, body);
    return {
      type: (response.headers.get("Content-Type") || "").split(";")[0].trim(),
      body,
      truncated: response.headers.get("X-Talkgraph-Truncated"),
    };
  }

  async function fetched(endpoint, request) {
    try {
      const response = await fetch(endpoint, request);
      return [response, await response.text()];
    } catch (error) {
      throw error.name === "AbortError" ? error : new Fault("The server cannot be reached.");
    }
  }

  /** The rows of a SELECT, each an object of terms by variable. */
  async function rows(endpoint, text, signal) {
    const { body } = await ask(endpoint, text, { accept: "application/sparql-results+json", signal });
    return JSON.parse(body).results.bindings;
  }

  function fault(response, body) {
    const told = jsonError(body);
    if (told) return new Fault(told.message, told.line, told.column);
    const words = body.trim() || `The server answered ${response.status} ${response.statusText}`.trim();
    const place = /\bline (\d+), column (\d+)/.exec(words);
    return place ? new Fault(words, Number(place[1]), Number(place[2])) : new Fault(words);
  }

  function jsonError(body) {
    try {
      return JSON.parse(body).error;
    } catch {
      return null;
    }
  }

  return { ask, rows, Fault };
})();
