/* Looks up the id of a CSF outcome: the form goes to the page of the entry. Without this it leads to the list of all entries.
   On the page for addresses that lead nowhere it proposes the last word of the address.

   Ids and pages stand in the form's own list. "pr aa 3", "PRAA-03" and "pr.aa-03" mean the same; whatever is no id goes to the search. */
(function () {
  "use strict";

  function plain(text) {
    return text.toUpperCase().replace(/[^A-Z0-9]/g, "").replace(/([A-Z])0+(?=[0-9])/g, "$1");
  }

  var lost = document.querySelector(".hb-lost .hb-lookup input");
  if (lost && !lost.value) {
    var last = location.pathname.split("/").filter(Boolean).pop() || "";
    try { lost.value = decodeURIComponent(last).replace(/\.html$/, ""); } catch (error) { lost.value = ""; }
  }

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches(".hb-lookup")) return;
    var typed = form.elements.q.value.trim();
    var wanted = plain(typed);
    var found = wanted && Array.prototype.find.call(form.querySelectorAll("option"), function (option) { return plain(option.value) === wanted; });
    if (!typed) return;
    event.preventDefault();
    if (found) {
      location.assign(new URL(found.dataset.url, location.href));
      return;
    }
    var box = document.querySelector(".md-search__input");
    var opened = document.getElementById("__search");
    if (!box || !opened) return;
    if (!opened.checked) opened.click();
    box.value = typed;
    box.focus();
    box.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
  });
})();
