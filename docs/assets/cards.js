/* A small card for a link to a record, an entry or an activity: id, title, kind and status, while the pointer or the focus is on it.

   The link works without this. What the card says stands on the link: `data-kind` makes it a link with a card; id and title are
   `data-id` and `data-title`, or the words of the link itself. Nothing is fetched, so that it works from a file too.
   After WCAG 2.2, 1.4.13: Escape dismisses it, the pointer may move onto it, and it stays until pointer or focus leaves. */
(function () {
  "use strict";
  var DELAY = 150;
  var card = null;
  var link = null;
  var timer = 0;

  function words(element, selector) {
    var found = element.querySelector(selector);
    return found ? found.textContent.trim() : "";
  }

  function line(name, text) {
    if (!text) return;
    var made = document.createElement(name);
    made.textContent = text;
    card.appendChild(made);
  }

  function make() {
    card = document.createElement("div");
    card.className = "hb-popup";
    card.id = "hb-popup";
    card.setAttribute("role", "tooltip");
    card.hidden = true;
    card.addEventListener("pointerenter", function () { clearTimeout(timer); });
    card.addEventListener("pointerleave", later);
    document.body.appendChild(card);
  }

  function show(target) {
    clearTimeout(timer);
    if (link === target) return;
    hide();
    if (!card) make();
    link = target;
    card.textContent = "";
    line("b", target.dataset.id || words(target, ".hb-id") || target.textContent.trim());
    line("span", target.dataset.title || words(target, ".hb-title"));
    line("small", [target.dataset.kind, target.dataset.status].filter(Boolean).join(", "));
    card.hidden = false;
    place(target);
    target.setAttribute("aria-describedby", card.id);
  }

  function place(target) {
    var boxes = target.getClientRects();
    var at = boxes.length ? boxes[0] : target.getBoundingClientRect();
    var width = document.documentElement.clientWidth;
    var left = Math.max(8, Math.min(at.left, width - card.offsetWidth - 8));
    var below = target.getBoundingClientRect().bottom + 6;
    var above = at.top - card.offsetHeight - 6;
    var top = below + card.offsetHeight > window.innerHeight && above > 0 ? above : below;
    card.style.left = left + window.scrollX + "px";
    card.style.top = top + window.scrollY + "px";
  }

  function hide() {
    clearTimeout(timer);
    if (!link) return;
    link.removeAttribute("aria-describedby");
    link = null;
    card.hidden = true;
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(hide, DELAY * 2);
  }

  function target(event) {
    return event.target instanceof Element ? event.target.closest("a[data-kind]") : null;
  }

  document.addEventListener("pointerover", function (event) {
    var found = event.pointerType === "touch" ? null : target(event);
    if (!found) return;
    clearTimeout(timer);
    if (found !== link) timer = setTimeout(function () { show(found); }, DELAY);
  });
  document.addEventListener("pointerout", function (event) {
    if (target(event)) later();
  });
  document.addEventListener("focusin", function (event) {
    var found = target(event);
    if (found && found.matches(":focus-visible")) show(found);
    else if (link && !(card && card.contains(event.target))) hide();
  });
  document.addEventListener("focusout", function (event) {
    if (event.target === link) later();
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && link) hide();
  });
})();
