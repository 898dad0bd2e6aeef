"use strict";

// The address bar carries the query, so that it can be sent to somebody: #query=SELECT%20…
talkgraph.address = (() => {
  const KEY = "#query=";

  /** The query that the address holds, or null. */
  function read() {
    if (!location.hash.startsWith(KEY)) return null;
    const written = location.hash.slice(KEY.length);
    try {
      return decodeURIComponent(written).replace(/\r\n?/g, "\n");
    } catch {
      return written;
    }
  }

  /** This page's address with a query. */
  function of(text) {
    const here = new URL(location.href);
    here.hash = KEY + encodeURIComponent(text);
    return here.href;
  }

  /** Puts a query into the address bar, without a new entry in the history. */
  function write(text) {
    history.replaceState(null, "", of(text));
  }

  /** Puts the address of a query on the clipboard; false where the browser does not let pages do that. */
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(of(text));
      return true;
    } catch {
      return false;
    }
  }

  return { read, of, write, copy };
})();
