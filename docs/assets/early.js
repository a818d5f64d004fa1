/* Two things that have to stand before the theme's script.

   It fetches the index of the search when somebody is about to search, and not on every page. The theme's script asks for the index at
   once, though it is a large file. This holds the request back until the search box, or the look-up of the home
   page, is pointed at, opened or focused, or the address brings a query. Upstream-ready: an option of the theme to do so would replace it. From a file the index is no request, and nothing changes.

   And it leaves the colours alone while the theme starts. They stand since the head of the page (macros/site/theme_fixes.py), but the theme's script
   sets them again, and takes transitions off for the whole page and on again, so that every element is styled three times: about a third of
   all the time a phone needs before a page answers. Upstream-ready: it need do so only where a colour changes. */
(function () {
  "use strict";
  var body = document.body;
  body.setAttribute = function (name, value) {
    if (name === "data-md-color-switching") delete body.setAttribute; // this once; from here on it is the browser's own
    else Element.prototype.setAttribute.call(body, name, value);
  };

  var INDEX = /\/search\/search_index\.json$/;
  var waiting = [];
  var asked = new URLSearchParams(location.search);
  var wanted = asked.has("q") || asked.has("h"); // a query, or words of one to be marked on the page
  var open = XMLHttpRequest.prototype.open;
  var send = XMLHttpRequest.prototype.send;

  XMLHttpRequest.prototype.open = function (method, address) {
    this.isSearchIndex = INDEX.test(String(address));
    return open.apply(this, arguments);
  };
  XMLHttpRequest.prototype.send = function () {
    if (!this.isSearchIndex || wanted) return send.apply(this, arguments);
    waiting.push(this);
  };

  function fetchNow(event) {
    if (wanted || !(event.target instanceof Element) || !event.target.closest(".md-search, #__search, [for='__search'], .hb-lookup")) return;
    wanted = true;
    waiting.splice(0).forEach(function (request) { send.call(request); });
  }

  ["pointerover", "pointerdown", "focusin", "change"].forEach(function (name) { document.addEventListener(name, fetchNow, true); });
})();
