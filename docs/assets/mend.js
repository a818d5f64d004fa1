/* Mends what the theme's script makes, and what a template of it cannot do.

   Upstream-ready, four times. The button that copies code stands in a landmark for navigation, one without a name for each block of
   code (axe: landmark-unique): a button is no navigation, so the landmark goes. On a narrow screen the menu opens by the label of a
   hidden checkbox, which no key reaches (WCAG 2.1.1): a button takes its place, which says whether the menu is open. And the labels
   in the menu that the theme leaves out of the order of Tab come into it, for Space too. And a table that is wider than the page
   scrolls in a box that no key reaches (WCAG 2.1.1): it is reached while there is something to scroll. Without script all is as in the theme. */
(function () {
  "use strict";
  var said = window.hbWords || { words: {} };

  function t(words) { return said.words[words] || words; }

  var sizes = new ResizeObserver(function (entries) {
    entries.forEach(function (entry) {
      var box = entry.target;
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0; else box.removeAttribute("tabindex");
    });
  });

  function mend(root) {
    root.querySelectorAll(".md-typeset__scrollwrap:not([role])").forEach(function (found) {
      found.setAttribute("role", "group");
      found.setAttribute("aria-label", t("Table"));
      sizes.observe(found);
    });
    root.querySelectorAll(".md-code__nav:not([role])").forEach(function (found) {
      found.setAttribute("role", "none");
    });
  }

  function unfold() { // a question that an address leads to is opened
    var asked = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    var folded = asked && asked.querySelector("details.hb-how");
    if (folded) folded.open = true;
  }

  unfold();
  window.addEventListener("hashchange", unfold);
  mend(document);
  new MutationObserver(function (changes) {
    changes.forEach(function (change) {
      if (change.addedNodes.length && change.target instanceof Element) mend(change.target);
    });
  }).observe(document.body, { childList: true, subtree: true });

  var drawer = document.getElementById("__drawer");
  var menu = document.querySelector(".md-nav--primary");
  var label = document.querySelector(".md-header label[for='__drawer']");
  if (!drawer || !menu || !label) return;

  var button = document.createElement("button");
  button.type = "button";
  button.className = label.className + " hb-menu";
  button.setAttribute("aria-label", t("Menu"));
  button.append.apply(button, Array.from(label.childNodes));
  label.replaceWith(button);
  button.addEventListener("click", function () { drawer.click(); });

  function focusFirst(within) {
    var seen = Array.from(within.querySelectorAll("a[href], label[tabindex]")).find(function (one) { return one.checkVisibility({ visibilityProperty: true }); });
    if (seen) seen.focus();
  }

  function tell() { button.setAttribute("aria-expanded", String(drawer.checked)); }

  tell();
  drawer.addEventListener("change", function () {
    tell();
    if (drawer.checked && document.activeElement === button) focusFirst(menu);
  });

  var narrow = matchMedia("(max-width: 76.234375em)");
  var labels = Array.from(menu.querySelectorAll("label[for]:not([for='__drawer']):not([tabindex])"));
  function order() {
    labels.forEach(function (one) { if (narrow.matches) one.tabIndex = 0; else one.removeAttribute("tabindex"); });
  }
  order();
  narrow.addEventListener("change", order);

  menu.addEventListener("change", function (event) { // the focus follows to the part that opens, and back to its label
    if (!narrow.matches || !(document.activeElement instanceof HTMLLabelElement)) return;
    focusFirst(event.target.checked ? event.target.parentElement.querySelector(".md-nav") : event.target.parentElement);
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === " " && event.target instanceof HTMLLabelElement) { // Enter is the theme's own
      event.preventDefault();
      event.target.click();
    } else if (event.key === "Escape" && drawer.checked) {
      drawer.click();
      button.focus();
    }
  });
})();
