/* Leads from a page of one release of the handbook to the same page of another, and says what became of the release at hand.

   What it knows stands in releases/versions.json, the one file beside frozen releases that changes. This script is frozen with each release and must read
   that file for years, so it takes nothing for granted that the file does not say. Without it, the page names its own release and links to the list of all. */
(function () {
  "use strict";
  var place = document.querySelector("[data-hb-releases]");
  if (!place || !window.fetch || location.protocol === "file:") return;
  var folder = new URL(place.dataset.hbReleases, location.href);
  var root = new URL(place.dataset.hbRoot, location.href);
  var own = place.dataset.hbRelease || "";
  var record = place.dataset.hbRecord || "";
  var page = location.pathname.slice(root.pathname.length).replace(/index\.html$/, "");

  function add(parent, name, text, address) {
    var made = document.createElement(name);
    if (text) made.textContent = text;
    if (address) made.href = address;
    parent.appendChild(made);
    return made;
  }

  /* Whether the runs of positions under a name have this one; of a name without runs, what is said of such. */
  function covers(all, name, position, unless) {
    if (!all || !Object.prototype.hasOwnProperty.call(all, name)) return unless;
    return all[name].some(function (run) { return run[0] <= position && position <= run[1]; });
  }

  function urlOf(known, position) {
    var moved = known.elsewhere && known.elsewhere[record];
    return (moved && moved[position]) || known.record.replace("{}", record.toLowerCase());
  }

  function versions(known) {
    var list = known.releases.map(function (one, position) {
      var state = one.status === "released" ? "" : ", " + one.status;
      return { name: one.name, words: "Release " + one.name + " of " + one.day + state, base: one.path && new URL(one.path, folder), gone: one.status === "redacted", position: position };
    });
    list.push({
      name: "", words: "The current handbook" + (known.current.as_of ? ", as of " + known.current.as_of : ""), base: new URL(known.current.path, folder), position: list.length
    });
    return list.reverse();
  }

  function entry(list, one, known) {
    var item = add(list, "li");
    if (one.name === own) {
      add(item, "strong", one.words + " (this one)");
    } else if (!one.base) {
      add(item, "span", one.words + ": its pages are not on this site");
    } else if (one.gone) {
      add(item, "a", one.words, one.base.href);
    } else if (record && covers(known.records, record, one.position, false)) {
      add(item, "a", one.words + ": " + record, new URL(urlOf(known, one.position), one.base).href);
    } else if (record) {
      add(item, "span", one.words + ": " + record + (one.name ? " did not exist, " : " does not exist any more, "));
      add(item, "a", "first page", one.base.href);
    } else if (covers(known.pages, page, one.position, true)) {
      add(item, "a", one.words, new URL(page, one.base).href);
    } else {
      add(item, "span", one.words + ": this page is not in it, ");
      add(item, "a", "first page", one.base.href);
    }
  }

  function tellState(known) {
    var here = known.releases.filter(function (one) { return one.name === own; })[0];
    if (!here || here.status === "released") return;
    var told = add(place, "p");
    told.className = "hb-releases__state";
    told.setAttribute("role", "note");
    add(told, "strong", "This release was " + here.status + " on " + here.on + ".");
    add(told, "span", " " + here.reason);
  }

  function tellCurrent(known) {
    var last = known.releases.filter(function (one) { return one.status === "released"; }).pop();
    var link = place.querySelector("[data-hb-current]");
    if (!link) return;
    var day = known.current.as_of ? ", as of " + known.current.as_of : "";
    add(link.parentNode, "span", day + (last && last.name !== own ? "; the last release is " + last.name + " of " + last.day : "") + ".");
  }

  fetch(new URL("versions.json", folder)).then(function (answer) { return answer.ok ? answer.json() : null; }).then(function (known) {
    if (!known || known.versions !== 1) return;
    if (own) {
      tellState(known);
      tellCurrent(known);
    }
    var chooser = document.createElement("details");
    chooser.className = "hb-releases__list";
    add(chooser, "summary", record ? record + " in other releases" : "This page in other releases");
    var list = add(chooser, "ul");
    versions(known).forEach(function (one) { entry(list, one, known); });
    place.appendChild(chooser);
  }).catch(function () {});
})();
