/* Looks up the id of a CSF outcome: the form goes to the page of the entry. Without this it leads to the list of all entries.
   On the page for addresses that lead nowhere it proposes the last word of the address.

   Ids and pages stand in the form's own list. "pr aa 3", "PRAA-03" and "pr.aa-03" mean the same; for anything else the
   search opens with these words. */
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
    var wanted = plain(form.elements.q.value);
    var found = wanted && Array.prototype.find.call(form.querySelectorAll("option"), function (option) { return plain(option.value) === wanted; });
    if (!found) {
      var box = document.querySelector("[data-md-component=search-query]");
      var open = document.getElementById("__search");
      if (!wanted || !box || !open) return;
      event.preventDefault();
      if (!open.checked) open.click();
      box.value = form.elements.q.value;
      box.focus();
      box.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
      return;
    }
    event.preventDefault();
    location.assign(new URL(found.dataset.url, location.href));
  });
})();
