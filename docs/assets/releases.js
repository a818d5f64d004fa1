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
  var said = window.hbWords || { words: {} };

  /* Words in the language of the site, which stand in words.js; English where it has none. */
  function t(words, places) {
    return (said.words[words] || words).replace(/\{(\w+)\}/g, function (all, name) { return places && name in places ? places[name] : all; });
  }

  /* Returns a day as the language writes it. */
  function day(text) {
    var parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
    return parts && said.day ? said.day.replace("{year}", parts[1]).replace("{month}", parts[2]).replace("{day}", parts[3]) : text;
  }

  /* Returns what became of a release; a word that a later day brings stays as it is. */
  function stateOf(release) {
    return { withdrawn: t("withdrawn"), redacted: t("redacted") }[release.status] || release.status;
  }

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
      var words = t("Release {name} of {day}", { name: one.name, day: day(one.day) }) + (one.status === "released" ? "" : ", " + stateOf(one));
      return { name: one.name, words: words, base: one.path && new URL(one.path, folder), gone: one.status === "redacted", position: position };
    });
    var now = t("The current handbook") + (known.current.as_of ? t(", as of {day}", { day: day(known.current.as_of) }) : "");
    list.push({ name: "", words: now, base: new URL(known.current.path, folder), position: list.length });
    return list.reverse();
  }

  function entry(list, one, known) {
    var item = add(list, "li");
    if (one.name === own) {
      add(item, "strong", t("{release} (this one)", { release: one.words }));
    } else if (!one.base) {
      add(item, "span", t("{release}: its pages are not on this site", { release: one.words }));
    } else if (one.gone) {
      add(item, "a", one.words, one.base.href);
    } else if (record && covers(known.records, record, one.position, false)) {
      add(item, "a", one.words + ": " + record, new URL(urlOf(known, one.position), one.base).href);
    } else if (record) {
      var places = { release: one.words, record: record };
      add(item, "span", (one.name ? t("{release}: {record} did not exist,", places) : t("{release}: {record} does not exist any more,", places)) + " ");
      add(item, "a", t("first page"), one.base.href);
    } else if (covers(known.pages, page, one.position, true)) {
      add(item, "a", one.words, new URL(page, one.base).href);
    } else {
      add(item, "span", t("{release}: this page is not in it,", { release: one.words }) + " ");
      add(item, "a", t("first page"), one.base.href);
    }
  }

  function tellState(known) {
    var here = known.releases.filter(function (one) { return one.name === own; })[0];
    if (!here || here.status === "released") return;
    var told = add(place, "p");
    told.className = "hb-releases__state";
    told.setAttribute("role", "note");
    add(told, "strong", t("This release was {state} on {day}.", { state: stateOf(here), day: day(here.on) }));
    add(told, "span", " " + here.reason);
  }

  function tellCurrent(known) {
    var last = known.releases.filter(function (one) { return one.status === "released"; }).pop();
    var link = place.querySelector("[data-hb-current]");
    if (!link) return;
    var now = known.current.as_of ? t(", as of {day}", { day: day(known.current.as_of) }) : "";
    var newest = last && last.name !== own ? t("; the last release is {name} of {day}", { name: last.name, day: day(last.day) }) : "";
    add(link.parentNode, "span", now + newest + ".");
  }

  fetch(new URL("versions.json", folder)).then(function (answer) { return answer.ok ? answer.json() : null; }).then(function (known) {
    if (!known || known.versions !== 1) return;
    if (own) {
      tellState(known);
      tellCurrent(known);
    }
    var chooser = document.createElement("details");
    chooser.className = "hb-releases__list";
    add(chooser, "summary", record ? t("{record} in other releases", { record: record }) : t("This page in other releases"));
    var list = add(chooser, "ul");
    versions(known).forEach(function (one) { entry(list, one, known); });
    place.appendChild(chooser);
  }).catch(function () {});
})();
