/* Lets the search take a question as people type it.

   The theme's search finds what holds any word, small ones included, and ranks by where a word stands; whoever asks "how do I report a
   vulnerability" gets every page with an "a". Here the small words are left out, endings do not matter, and what holds more of the
   words comes first, whatever else weighs. Of a word that nothing holds, a letter or two may differ. An id, typed as the site prints it
   (CRA:I.1-1, PR.PS-02, Q2-03), finds what is called so first. A query with signs of its own (quotes, plus, minus, a field's name before
   a colon) is handed on as it is.

   It stands between the theme's script and the worker that searches, and therefore before the theme's script. */
(function () {
  "use strict";
  if (typeof Worker === "undefined") return;

  var QUERY = 2, RESULT = 3;
  var OWN = /["+~^*]|(^|\s)-|(^|\s)(title|text|tags):/;
  var ID = /^(?=.*[\d:.])[a-z0-9][a-z0-9:.-]*[a-z0-9]$|^[a-z]{2}$/; // in lower case; a Function of the CSF has two letters
  var ENTRY = /^([a-z0-9]+):(.+)$/;
  var QUESTION = /^q(\d)-\d+$/;
  var SMALL = new Set(("a about all an and any are as at be been before by can cannot changes could did do does during for from get give given gives had happen happened happens has have how i if in " +
    "into is it its may me must many much my no not of on one or our out provide provided provides see shall should so than that the their them then there these they this those to " +
    "up upon us was we were what when where which who whom whose why will with within would you your").split(" "));
  var ACTIVITY = /^activities\/\d\/((?:example|product)\/)?/;
  var AFTER = 6;
  var ASIDE = /^(compare|contributing|profile|editions)\//; // last among those that hold as many words
  var ENDINGS = [["ies", 4], ["ied", 4], ["y", 4], ["ication", 4], ["ations", 4], ["ation", 4], ["ings", 3], ["ing", 3], ["ers", 4], ["er", 4], ["ed", 3], ["es", 4], ["e", 4], ["s", 3]];

  /* Returns what a word and its other forms begin with. Each ending has the number of letters that must stay. */
  function stem(word) {
    if (!/^[a-z]+$/.test(word) || /(ss|us|is)$/.test(word)) return word;
    for (var ending of ENDINGS) {
      if (!word.endsWith(ending[0])) continue;
      var short = word.slice(0, -ending[0].length).replace(/([bdglmnprt])\1$/, "$1"); // logging, shipped
      if (short.length >= ending[1] && /[aeiouy]/.test(short)) return short;
    }
    return word;
  }

  /* Returns the words of a query that say something, each as typed, by the stem that is searched for. */
  function words(query) {
    var all = query.toLowerCase().split(/[\s,;?!:]+/).map(function (word) { return word.replace(/^['’(]+|['’).]+$|['’]s$/g, ""); }).filter(Boolean);
    var telling = all.filter(function (word) { return !SMALL.has(word); });
    return new Map((telling.length ? telling : all).map(function (word) { return [stem(word), word]; }));
  }

  /* Returns how many letters may differ in a word that nothing holds. */
  function slips(word) { return word.length > 5 ? 2 : 1; }

  function known(found) { return Object.values(found.terms || {}).filter(Boolean).length; }

  /* Returns how many of the stems begin a word of the title of a page. */
  function inTitle(group, stems) {
    var page = group.find(function (one) { return one.location.indexOf("#") === -1; }) || group[0];
    var title = " " + page.title.replace(/<[^>]+>/g, "").toLowerCase().replace(/[^a-z0-9]+/g, " ");
    return stems.filter(function (one) { return title.indexOf(" " + one.replace(/[^a-z0-9]+/g, " ")) !== -1; }).length;
  }

  /* Returns whether a result is called by an id: its title begins with it, it is the page of that family of entries, or the guidance that
     asks this question. */
  function called(one, id) {
    var title = one.title.replace(/<[^>]+>/g, "").toLowerCase().trim();
    if (title.startsWith(id) && !/[a-z0-9:.-]/.test(title.charAt(id.length))) return true;
    var entry = ENTRY.exec(id);
    if (entry && one.location === "references/" + entry[1] + "/" + entry[2].replace(/[^a-z0-9]+/g, "-") + "/") return true;
    var question = QUESTION.exec(id);
    return question !== null && one.location === "activities/" + question[1] + "/";
  }

  /* Returns the groups with those first that hold what is called by the id that is looked for, a page of its own before a section, and in
     each of them that result first. */
  function withId(groups, id) {
    var first = groups.map(function (group) {
      var own = group.filter(function (one) { return called(one, id); });
      var whole = own.some(function (one) { return one.location.indexOf("#") === -1; });
      return { group: own.concat(group.filter(function (one) { return own.indexOf(one) === -1; })), rank: own.length === 0 ? 3 : ASIDE.test(group[0].location) ? 2 : whole ? 0 : 1 };
    });
    return first.sort(function (one, other) { return one.rank - other.rank; }).map(function (one) { return one.group; });
  }

  /* Returns the groups of results in order: what holds the most words in one place, then whose title holds the most, then by score.
     Of the pages of activities, which are long and hold most words, one stands among the first two and the others after the sixth. */
  function ranked(groups, stems, id) {
    var seen = groups.map(function (group) {
      var most = Math.max.apply(null, group.map(known));
      var first = group.filter(function (one) { return known(one) === most || one.score === 0; });
      var rest = group.filter(function (one) { return first.indexOf(one) === -1; });
      var score = Math.max.apply(null, first.map(function (one) { return one.score; }));
      var said = first.concat(rest).find(function (one) { return one.score > 0 && one.text; });
      if (said && !first[0].text) said.score = first[0].score; // the theme shows of a page what scores as its best, and a title says little
      return { group: first.concat(rest), most: most, called: id !== "" && group.some(function (one) { return called(one, id); }), titled: ASIDE.test(group[0].location) ? -1 : inTitle(group, stems), score: score, activity: ACTIVITY.exec(group[0].location) };
    });
    var best = Math.max.apply(null, seen.map(function (one) { return one.most; }));
    seen = seen
      .filter(function (one) { return one.called || one.most === best || one.most >= best - 1 && one.most > 1; })
      .sort(function (one, other) { return other.most - one.most || other.titled - one.titled || other.score - one.score; });
    var others = seen.filter(function (one) { return !one.activity; });
    var activities = seen.filter(function (one) { return one.activity; });
    var guidance = activities.find(function (one) { return one.most === best && !one.activity[1]; });
    if (guidance) {
      activities.splice(activities.indexOf(guidance), 1);
      var first = others[0];
      var behind = first && first.most === best && (first.titled - guidance.titled || first.score - guidance.score) > 0;
      others.splice(behind ? 1 : 0, 0, guidance);
    }
    others.splice.apply(others, [AFTER, 0].concat(activities));
    var found = others.map(function (one) { return one.group; });
    return id === "" ? found : withId(found, id);
  }

  var Inner = window.Worker;
  window.Worker = class extends Inner {
    constructor() {
      super(...arguments);
      var asked = null; // the words of the query that is being answered
      var id = ""; // that query, where it is an id
      var loosely = false;
      var post = this.postMessage.bind(this);

      this.postMessage = function (message) {
        if (message && message.type === QUERY && typeof message.data === "string") {
          asked = OWN.test(message.data) ? null : words(message.data);
          loosely = false;
          id = message.data.trim().toLowerCase();
          if (!ID.test(id)) id = "";
          if (asked && asked.size) message = { type: QUERY, data: Array.from(asked.keys()).join(" ") };
        }
        post(message);
      };

      this.addEventListener("message", function (event) {
        var answer = event.data;
        if (!answer || answer.type !== RESULT || !asked) return;
        if (!loosely) {
          var met = new Set();
          answer.data.items.forEach(function (group) {
            group.forEach(function (one) { Object.keys(one.terms || {}).forEach(function (term) { if (one.terms[term]) met.add(term); }); });
          });
          var missed = Array.from(asked.entries()).filter(function (pair) { return /^[a-z]{5,}$/.test(pair[1]) && !met.has(pair[0]); });
          if (missed.length) {
            loosely = true;
            event.stopImmediatePropagation();
            missed.forEach(function (pair) { asked.delete(pair[0]); });
            post({ type: QUERY, data: Array.from(asked.keys()).concat(missed.map(function (pair) { return pair[1] + "~" + slips(pair[1]); })).join(" ") });
            return;
          }
        }
        answer.data.items = ranked(answer.data.items, Array.from(asked.keys()), id);
        answer.data.items.forEach(function (group) {
          var there = new Set(); // what some part of the page holds is not missing
          group.forEach(function (one) { Object.keys(one.terms || {}).forEach(function (term) { if (one.terms[term]) there.add(term); }); });
          group.forEach(function (one) {
            var said = Object.entries(one.terms || {}).filter(function (pair) { return pair[1] || !there.has(pair[0]) && (!loosely || asked.has(pair[0])); });
            one.terms = Object.fromEntries(said.map(function (pair) { return [asked.get(pair[0]) || pair[0], pair[1]]; }));
          });
        });
      });
    }
  };
})();
