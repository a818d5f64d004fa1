/* Tables that can be sorted, filtered, linked to and copied: every table of the handbook with more than eight rows.

   The table is whole without this; what stands here only hides and moves its rows. From the template come a few marks:
   `data-table` on a table names it where a page has several, and its state in the address bears that name before a point;
   `data-gaps` on a table says that its rows may have gaps, and `data-gap` on a row that it has one;
   `data-filter` on a head gives the column a list to choose from, whatever it holds, and with "no" none; `data-sort="number"` sorts by
   value; `data-label` on a head is its name, where it says more than that, such as how many of its cells are gaps; `data-value` on a cell is what it means, where it says more; `data-plain` on a table leaves it as it is.
   The rest is read from the rows: natural order, levels of risk, and lists for columns that repeat a few short words.
   The state stands in the address (`?find=valve&status=draft&sort=-due&gaps=1`), so that a view can be linked.
   It is `find`, not `q`, since the theme opens its search for `q`. */
(function () {
  "use strict";
  var said = window.hbWords || { words: {} };

  /* Words in the language of the site, which stand in words.js; English where it has none. */
  function t(words, places) {
    return (said.words[words] || words).replace(/\{(\w+)\}/g, function (all, name) { return places && name in places ? places[name] : all; });
  }

  function n(one, many, number) {
    var forms = said.words[one];
    var form = forms ? forms[said.forms ? said.forms[number < 200 ? number : 100 + number % 100] : Number(number !== 1)] : number === 1 ? one : many;
    return form.replace("{number}", number);
  }
  var ROWS = 8;
  var CHOICES = 12;
  var LONGEST = 60;
  var LEVELS = ["VL", "L", "M", "H", "VH"];
  var LEVEL = said.code ? /^(?:[^()\n]*[ (])?(VL|L|M|H|VH)\)?(?:\n|$)/ : /^(?:level )?(?:[a-z ]+\()?(VL|L|M|H|VH)\)?(?:\n|$)/;
  var ID = /^([A-Z]{2,5}-\d{2,4})(?=[\s:]|$)/;
  var FIGURE = /^(\d{4}-\d{2}-\d{2}|\d+(\.\d+)?)$/;
  var ASSESSED = t("not assessed");
  var EMPTY = ["", "–", t("not said yet"), t("not considered yet"), ASSESSED];
  var BLOCKS = /^(LI|P|DIV|DT|DD|TR|TD|TH|UL|OL|DL|TABLE|BR|PRE|BLOCKQUOTE)$/;
  var RISKY = /^[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/;
  var TAKEN = ["find", "sort", "gaps", "q"];
  var LABELS = {
    tools: function (name) { return t("Sort, filter and copy: {table}", { table: name }); },
    find: t("Find in this table"),
    all: t("all"),
    nowhere: function (value) { return t("{value} (not in this table)", { value: value }); },
    gaps: function (number) { return t("Gaps only ({number})", { number: number }); },
    filters: function (chosen) { return chosen ? t("Filters ({number} set)", { number: chosen }) : t("Filters"); },
    rows: function (shown, all) { return shown === all ? t("{all} rows", { all: all }) : t("{shown} of {all} rows", { shown: shown, all: all }); },
    clear: t("Show all"),
    copy: t("Copy as CSV"),
    copied: function (number) { return n("Copied {number} row as CSV.", "Copied {number} rows as CSV.", number); },
    sort: function (column) { return t("Sort by {column}", { column: column }); },
    title: t("Rows as CSV"),
    select: t("This page may not write to the clipboard. The text is selected: copy it from here."),
    close: t("Close"),
    paper: function (parts) { return t("Not the whole table: {what}.", { what: parts.join("; ") }); },
    paperFind: function (text) { return t("with the words “{text}”", { text: text }); },
    paperGaps: t("gaps only"),
    sorted: function (column, down) { return down ? t("sorted by {column}, last first", { column: column }) : t("sorted by {column}", { column: column }); },
    last: t("Last column →"),
    first: t("← First columns")
  };
  var collator = new Intl.Collator(said.code || "en", { numeric: true, sensitivity: "base" });
  var serial = 0;

  /* ---- what cells say ---- */

  function lines(node) {
    if (node.nodeType === Node.TEXT_NODE) return node.data.replace(/\s+/g, " ");
    if (node.nodeType !== Node.ELEMENT_NODE) return "";
    var inner = Array.from(node.childNodes, lines).join("");
    return BLOCKS.test(node.tagName) ? "\n" + inner + "\n" : inner;
  }

  function words(cell) {
    return lines(cell).split("\n").map(function (line) { return line.replace(/ +/g, " ").trim(); }).filter(Boolean).join("\n");
  }

  function meant(row, column) {
    var cell = row.element.cells[column];
    return cell && cell.dataset.value ? cell.dataset.value : row.cells[column] || "";
  }

  function values(row, column) {
    return meant(row, column).split("\n").filter(function (line) { return EMPTY.indexOf(line) < 0 || line === ASSESSED; });
  }

  function short(value) {
    var id = ID.exec(value);
    return id ? id[1] : value;
  }

  function slug(text) {
    return short(text).toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  }

  /* ---- order ---- */

  function level(text) {
    var found = LEVEL.exec(text);
    return found ? LEVELS.indexOf(found[1]) : -1;
  }

  function comparison(table, column) {
    var said = table.rows.map(function (row) { return meant(row, column.index); }).filter(function (text) { return EMPTY.indexOf(text) < 0; });
    if (column.sort === "number") return function (a, b) { return parseFloat(a) - parseFloat(b) || collator.compare(a, b); };
    if (said.length && said.every(function (text) { return level(text) >= 0; })) return function (a, b) { return level(a) - level(b); };
    return collator.compare;
  }

  /* Rows that say nothing stand last in both directions. */
  function ordered(table) {
    var column = table.columns.find(function (one) { return one.key === table.state.sort; });
    if (!column) return table.rows.slice();
    var compare = comparison(table, column);
    return table.rows.slice().sort(function (one, two) {
      var a = meant(one, column.index);
      var b = meant(two, column.index);
      var none = (EMPTY.indexOf(a) >= 0) - (EMPTY.indexOf(b) >= 0);
      return none || (table.state.down ? compare(b, a) : compare(a, b)) || one.index - two.index;
    });
  }

  /* ---- which rows ---- */

  function matches(table, row) {
    var state = table.state;
    if (state.gaps && !row.gap) return false;
    var all = state.find.toLowerCase().split(/\s+/).filter(Boolean);
    if (!all.every(function (word) { return row.text.indexOf(word) >= 0; })) return false;
    return table.columns.every(function (column) {
      var wanted = state.chosen[column.key];
      return !wanted || values(row, column.index).some(function (value) { return short(value) === wanted; });
    });
  }

  function filtered(table) {
    return Boolean(table.state.find.trim() || table.state.gaps || Object.keys(table.state.chosen).length);
  }

  function show(table) {
    table.shown = ordered(table).filter(function (row) {
      row.element.hidden = !matches(table, row);
      table.body.appendChild(row.element);
      return !row.element.hidden;
    });
    table.columns.forEach(function (column) {
      if (column.key !== table.state.sort) column.head.removeAttribute("aria-sort");
      else column.head.setAttribute("aria-sort", table.state.down ? "descending" : "ascending");
    });
    var number = LABELS.rows(table.shown.length, table.rows.length);
    if (table.count.textContent !== number) table.count.textContent = number;
    table.clear.hidden = !filtered(table);
    table.more.textContent = LABELS.filters(Object.keys(table.state.chosen).length + Number(table.state.gaps));
    table.said.textContent = "";
    table.paper.textContent = filtered(table) ? LABELS.paper([number].concat(conditions(table))) : "";
  }

  function conditions(table) {
    var state = table.state;
    var found = state.find.trim() ? [LABELS.paperFind(state.find.trim())] : [];
    table.columns.forEach(function (column) {
      if (state.chosen[column.key]) found.push(column.label + ": " + state.chosen[column.key]);
      if (column.key === state.sort) found.push(LABELS.sorted(column.label, state.down));
    });
    return state.gaps ? found.concat(LABELS.paperGaps) : found;
  }

  /* ---- the address ---- */

  function restore(table) {
    var asked = new URLSearchParams(location.search);
    var get = function (name) { return asked.get(table.prefix + name) || ""; };
    var sort = get("sort");
    var key = sort.replace(/^-/, "");
    table.state.find = get("find");
    table.state.gaps = get("gaps") === "1" && table.withGaps;
    table.state.down = sort.charAt(0) === "-";
    table.state.sort = table.columns.some(function (column) { return column.key === key; }) ? key : "";
    table.columns.forEach(function (column) {
      if (column.choices && get(column.key)) table.state.chosen[column.key] = get(column.key);
    });
  }

  function remember(table) {
    var url = new URL(location.href);
    var state = table.state;
    /* Taken out and put in again, so that one view has one address. */
    var set = function (name, value) {
      url.searchParams.delete(table.prefix + name);
      if (value) url.searchParams.append(table.prefix + name, value);
    };
    set("find", state.find.trim());
    set("gaps", state.gaps ? "1" : "");
    set("sort", state.sort && (state.down ? "-" : "") + state.sort);
    table.columns.forEach(function (column) { if (column.choices) set(column.key, state.chosen[column.key]); });
    /* A browser may refuse, as for too many changes in a short time; the view is right all the same. */
    try { history.replaceState(history.state, "", url); } catch (error) { return; }
  }

  function changed(table) {
    show(table);
    clearTimeout(table.timer);
    table.timer = setTimeout(remember, 150, table);
  }

  /* ---- copies ---- */

  function field(text) {
    var safe = RISKY.test(text) ? "'" + text : text;
    return /[",\r\n]/.test(safe) ? '"' + safe.replace(/"/g, '""') + '"' : safe;
  }

  function csv(table) {
    var heads = table.columns.map(function (column) { return column.label; });
    return [heads].concat(table.shown.map(function (row) { return row.cells; })).map(function (cells) {
      return cells.map(field).join(",") + "\r\n";
    }).join("");
  }

  function copy(table) {
    var text = csv(table);
    var number = table.shown.length;
    table.said.textContent = "";
    if (!navigator.clipboard) return offer(table, text);
    navigator.clipboard.writeText(text).then(
      function () { table.said.textContent = LABELS.copied(number); },
      function () { offer(table, text); }
    );
  }

  function offer(table, text) {
    var dialog = make("dialog", "hb-csv");
    var title = make("h2", "", LABELS.title, dialog);
    title.id = "hb-csv-title";
    dialog.setAttribute("aria-labelledby", title.id);
    make("p", "", LABELS.select, dialog).id = "hb-csv-help";
    var area = make("textarea", "", text, dialog);
    area.readOnly = true;
    area.rows = 12;
    area.setAttribute("aria-labelledby", title.id);
    area.setAttribute("aria-describedby", "hb-csv-help");
    button("hb-tools__button", LABELS.close, dialog).addEventListener("click", function () { dialog.close(); });
    dialog.addEventListener("close", function () { dialog.remove(); });
    table.tools.appendChild(dialog);
    dialog.showModal();
    area.focus();
    area.select();
  }

  /* ---- what is added ---- */

  function make(name, look, text, parent) {
    var made = document.createElement(name);
    if (look) made.className = look;
    if (text) made.textContent = text;
    if (parent) parent.appendChild(made);
    return made;
  }

  function button(look, text, parent) {
    var made = make("button", look, text, parent);
    made.type = "button";
    return made;
  }

  function labelled(control, text, parent) {
    var box = make("div", "hb-tools__field", "", parent);
    var label = make("label", "", text, box);
    control.id = "hb-tools-" + ++serial;
    control.autocomplete = "off";
    label.htmlFor = control.id;
    box.appendChild(control);
    return control;
  }

  function addSort(table, column) {
    var linked = column.head.querySelector("a") || column.head.dataset.label !== undefined;
    var made = button("hb-sort", linked ? "" : column.label, null);
    if (linked) made.setAttribute("aria-label", LABELS.sort(column.label));
    else column.head.textContent = "";
    column.head.appendChild(made);
    made.addEventListener("click", function () {
      var state = table.state;
      var same = state.sort === column.key;
      if (same && state.down) state.sort = "";
      else state.sort = column.key;
      state.down = same && !state.down;
      changed(table);
    });
  }

  function addChoice(table, column, parent) {
    var select = labelled(make("select"), column.label, parent);
    var wanted = table.state.chosen[column.key];
    make("option", "", LABELS.all, select).value = "";
    column.choices.forEach(function (value) { make("option", "", value, select).value = short(value); });
    if (wanted && !column.choices.some(function (value) { return short(value) === wanted; })) make("option", "", LABELS.nowhere(wanted), select).value = wanted;
    select.addEventListener("change", function () {
      if (select.value) table.state.chosen[column.key] = select.value;
      else delete table.state.chosen[column.key];
      changed(table);
    });
    table.controls.push(function () { select.value = table.state.chosen[column.key] || ""; });
  }

  function addTools(table) {
    var tools = table.tools = make("div", "hb-tools");
    tools.setAttribute("role", "group");
    tools.setAttribute("aria-label", LABELS.tools(table.name));
    var find = labelled(make("input"), LABELS.find, tools);
    find.type = "search";
    find.spellcheck = false;
    find.addEventListener("input", function () { table.state.find = find.value; changed(table); });
    table.controls.push(function () { if (find.value !== table.state.find) find.value = table.state.find; });
    table.more = button("hb-tools__button hb-tools__more", "", tools);
    var filters = make("div", "hb-tools__filters", "", tools);
    filters.id = "hb-tools-" + ++serial;
    table.more.setAttribute("aria-controls", filters.id);
    table.more.setAttribute("aria-expanded", "false");
    table.more.addEventListener("click", function () {
      table.more.setAttribute("aria-expanded", String(filters.classList.toggle("hb-open")));
    });
    table.columns.forEach(function (column) { if (column.choices) addChoice(table, column, filters); });
    if (table.withGaps) addGaps(table, filters);
    table.more.hidden = !filters.firstChild;
    var end = make("div", "hb-tools__end", "", tools);
    table.count = make("span", "hb-tools__count", "", end);
    table.clear = button("hb-tools__button", LABELS.clear, end);
    table.clear.addEventListener("click", function () {
      Object.assign(table.state, { find: "", gaps: false, chosen: {} });
      table.controls.forEach(function (set) { set(); });
      changed(table);
      find.focus();
    });
    button("hb-tools__button", LABELS.copy, end).addEventListener("click", function () { copy(table); });
    table.said = make("span", "hb-tools__said", "", end);
    table.said.setAttribute("role", "status");
    table.paper = make("p", "hb-tools__paper");
    var scroll = table.element.closest(".hb-scroll") || table.element;
    scroll.before(tools, table.paper);
  }

  function addGaps(table, parent) {
    var label = make("label", "hb-tools__check", "", parent);
    var check = make("input", "", "", label);
    check.type = "checkbox";
    check.autocomplete = "off";
    label.append(" " + LABELS.gaps(table.rows.filter(function (row) { return row.gap; }).length));
    check.addEventListener("change", function () { table.state.gaps = check.checked; changed(table); });
    table.controls.push(function () { check.checked = table.state.gaps; });
  }

  /* ---- what a table is ---- */

  function choices(table, column) {
    var filter = column.head.dataset.filter;
    var asked = filter === "";
    if (filter === "no" || (!asked && column.index === 0)) return null;
    var known = new Set();
    var filled = 0;
    for (var row of table.rows) {
      var said = values(row, column.index);
      filled += said.length > 0;
      for (var value of said) {
        if (value.length > LONGEST && !ID.test(value)) return null;
        known.add(value);
      }
      if (!asked && known.size > CHOICES) return null;
    }
    var found = Array.from(known);
    if (known.size < 2 || (!asked && (known.size * 2 > filled || found.every(function (value) { return FIGURE.test(value); })))) return null;
    return found.sort(function (a, b) { return level(a) - level(b) || collator.compare(a, b); });
  }

  function read(element, name) {
    var table = { element: element, name: name, body: element.tBodies[0], controls: [], shown: [], timer: 0 };
    table.state = { find: "", gaps: false, sort: "", down: false, chosen: {} };
    table.rows = Array.from(table.body.rows, function (row, index) {
      var cells = Array.from(row.cells, words);
      var gap = row.dataset.gap !== undefined || row.querySelector(".hb-gap") !== null;
      return { element: row, index: index, cells: cells, gap: gap, text: cells.join(" ").replace(/\s+/g, " ").toLowerCase() };
    });
    table.withGaps = element.dataset.gaps !== undefined || table.rows.some(function (row) { return row.gap; });
    var keys = TAKEN.slice();
    table.columns = Array.from(element.tHead.rows[0].cells, function (head, index) {
      var label = head.dataset.label || words(head).replace(/\n/g, " ");
      var key = slug(label) || "column";
      while (keys.indexOf(key) >= 0) key += "-column";
      keys.push(key);
      return { head: head, index: index, label: label, key: key, sort: head.dataset.sort || "" };
    });
    table.columns.forEach(function (column) { column.choices = choices(table, column); });
    return table;
  }

  function fit(element) {
    return element.tHead && element.tHead.rows.length === 1 && element.tBodies.length === 1 && element.tBodies[0].rows.length > ROWS
      && element.dataset.plain === undefined && !element.querySelector("[rowspan],[colspan]") && !element.parentElement.closest("table");
  }

  var unnamed = 0;
  function setUp(element) {
    var scroll = element.closest(".hb-scroll");
    var table = read(element, (scroll && scroll.getAttribute("aria-label")) || "");
    var given = element.dataset.table;
    if (!given && unnamed++) given = "table-" + unnamed;
    table.prefix = given ? given + "." : "";
    restore(table);
    addTools(table);
    table.columns.forEach(function (column) { addSort(table, column); });
    table.controls.forEach(function (set) { set(); });
    show(table);
    /* Only what changes from now on is announced, and not each table of the page while it loads. */
    table.count.setAttribute("aria-live", "polite");
  }

  /* On a phone, a table that is wider than the page has a way to its last column and back, since its bar for moving lies below many rows. */
  function reach(scroll) {
    if (scroll.scrollWidth <= scroll.clientWidth + 8) return;
    var tools = scroll.previousElementSibling && scroll.previousElementSibling.previousElementSibling;
    var place = tools && tools.matches(".hb-tools") && tools.querySelector(".hb-tools__end");
    if (!place) {
      place = document.createElement("div");
      place.className = "hb-reach";
      scroll.before(place);
    }
    var there = button("hb-tools__button hb-reach__button", LABELS.last, place);
    there.addEventListener("click", function () {
      var end = Math.abs(scroll.scrollLeft) < (scroll.scrollWidth - scroll.clientWidth) / 2; // from right to left it counts below nothing
      scroll.scrollLeft = end ? (getComputedStyle(scroll).direction === "rtl" ? -1 : 1) * scroll.scrollWidth : 0;
      there.textContent = end ? LABELS.first : LABELS.last;
    });
  }

  /* One at a time, so that a page with many tables answers in between; the first at once, since it may be in sight. */
  var waiting = Array.from(document.querySelectorAll("table.hb-table")).filter(fit);
  (function next() {
    var element = waiting.shift();
    if (!element) {
      if (matchMedia("(max-width: 45em)").matches) document.querySelectorAll(".hb-scroll:has(> table)").forEach(reach);
      return;
    }
    setUp(element);
    setTimeout(next, 0);
  })();
})();
