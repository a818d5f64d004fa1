/* Narrows what a search has found to one sort of page: records, registers, guidance, references.

   search.js tells what was found (`hb-found`, with the number of pages of each sort) and listens to which sort is wanted (`hb-facet`). The
   theme closes the search at Tab, so Tab leads from the box to the sorts first, and from there to the results. Arrow keys choose, as in any
   group of radio buttons. Without script there is no search either. */
(function () {
  "use strict";
  var search = document.querySelector(".md-search");
  var output = search && search.querySelector(".md-search__output");
  if (!output) return;
  var query = search.querySelector(".md-search__input");

  var said = window.hbWords || { words: {} };

  function t(words) { return said.words[words] || words; }

  var box = document.createElement("fieldset");
  box.className = "hb-facets";
  box.hidden = true;
  var legend = document.createElement("legend");
  legend.className = "hb-hidden";
  legend.textContent = t("Show");
  box.append(legend);
  output.prepend(box);

  var choices = new Map();

  function choice(name, label) {
    var radio = document.createElement("input");
    radio.type = "radio";
    radio.name = "hb-facet";
    radio.value = name;
    var word = document.createElement("label");
    var count = document.createElement("span");
    word.append(radio, label + " ", count);
    box.append(word);
    choices.set(name, { radio: radio, word: word, count: count });
  }

  document.addEventListener("hb-found", function (event) {
    var found = event.detail;
    if (!choices.size) found.sorts.forEach(function (sort) { choice(sort.name, sort.label); });
    found.sorts.forEach(function (sort) {
      var shown = choices.get(sort.name);
      shown.count.textContent = String(sort.count);
      shown.radio.checked = sort.name === found.chosen;
      shown.word.hidden = sort.count === 0 && sort.name !== found.chosen;
    });
    box.hidden = found.sorts[0].count === 0;
  });

  box.addEventListener("change", function (event) {
    document.dispatchEvent(new CustomEvent("hb-facet", { detail: event.target.value }));
  });

  search.addEventListener("keydown", function (event) {
    var within = box.contains(event.target);
    if (event.key === "Tab" && event.target === query && !event.shiftKey && !box.hidden) {
      event.preventDefault();
      event.stopPropagation();
      box.querySelector("input:checked").focus();
    } else if (within && (event.key === "Tab" || event.key.startsWith("Arrow"))) {
      event.stopPropagation(); // the theme would close the search, or go through the results
      if (event.key === "Tab" && event.shiftKey) {
        event.preventDefault();
        query.focus();
      }
    }
  });
})();
