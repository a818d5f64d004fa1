/* Lets the search take a question as people type it.

   The theme's search finds what holds any word, small ones included, and ranks by where a word stands; whoever asks "how do I report a
   vulnerability" gets every page with an "a". Here the small words are left out, endings do not matter, and what holds more of the
   words comes first, whatever else weighs. Of a word that nothing holds, a letter or two may differ. An id, typed as the site prints it
   (CRA:I.1-1, PR.PS-02, Q2-03), finds what is called so first. A query with signs of its own (quotes, plus, minus, a field's name before
   a colon) is handed on as it is.

   What answers comes before what explains: records of the product before the guidance, unless the question is what something means or how
   it is done. A word weighs by how few pages hold it and by where it stands, in a title, in the words for a page or a kind, in one section
   or scattered over a long page. What was found can be narrowed to one sort of page (facets.js).

   It stands between the theme's script and the worker that searches, and therefore before the theme's script. */
(function () {
  "use strict";
  if (typeof Worker === "undefined") return;

  var said = window.hbWords || { words: {} };

  function t(words) { return said.words[words] || words; }

  var SETUP = 0, QUERY = 2, RESULT = 3;
  var OWN = /["+~^*]|(^|\s)-|(^|\s)(title|text|tags):/;
  var ID = /^(?=.*[\d:.])[a-z0-9][a-z0-9:.-]*[a-z0-9]$|^[a-z]{2}$/; // in lower case; a Function of the CSF has two letters
  var ENTRY = /^([a-z0-9]+):(.+)$/;
  var QUESTION = /^q(\d)-\d+$/;
  var SMALL = new Set(t("a about all an and any are as at be been before belong belongs by can cannot changes could did do does define definition during example examples explain for from get give given gives had happen happened happens has have how i if in into is it its least may me meaning must many much my no not of on one or our out provide provided provides see shall should so than that the their them then there these they this those to up upon us was we were what when where which who whom whose why will with within would you your").split(" "));
  var ACTIVITY = /^activities\/\d\/((?:example|product)\/)?/;
  var RECORD = /^(records\/[a-z]+-)/;
  var SORTS = [
    { name: "records", label: t("Records"), where: /^records\// }, { name: "registers", label: t("Registers"), where: /^(registers|coverage|profile|progress)\// },
    { name: "guidance", label: t("Guidance"), where: /^(activities|risk-method|concepts|glossary|reading|thread|scope)\// }, { name: "references", label: t("References"), where: /^(references|editions)\// },
  ];
  var OTHER = { name: "other", label: t("Other pages") };
  var AFTER = 6;
  var TITLED = 3, HEADED = 1.6, TAGGED = 2, KINDLY = 1.6, OWNED = 1.1, APART = 0.4, LIKE = 0.7, PHRASE = 3, OF_KIND = 1.2, ANY_OF_KIND = 0.85, MORE_OF_KIND = 0.6, THAT_KIND = 1.5; // what a word weighs by where it stands; 1 in the text of the best section
  var LONG = 1200; // characters beyond which a section says less by each word it holds
  var MEANING = /^\s*(what('s| is| are| does)\b(?!.*\b(do|when|if)\b)|define\b|meaning\b|difference\b|explain\b)/i;
  var DOING = /\b(how (do|should|can|must|to)|must|should|where (do|should) (i|we))\b/i;
  var ASKED = /^\s*(?:which|what|whose|who) ([a-z]+)/; // the word after it is the kind of record that is asked for
  var LISTING = /\b(which|list|all|every|register|overview|examples?)\b/i;
  var ASIDE = /^(compare|contributing|profile|editions)\//; // last among those that hold as many words
  var ENDINGS = [["ies", 4], ["ied", 4], ["y", 4], ["ication", 4], ["ations", 4], ["ation", 4], ["ings", 3], ["ing", 3], ["ers", 4], ["er", 4], ["ed", 3], ["es", 4], ["e", 4], ["s", 3]];

  /* Returns what a word and its other forms begin with. Each ending has the number of letters that must stay. */
  function stem(word) {
    if (said.code) return word; // the endings are those of English; the theme has those of other languages
    if (!/^[a-z]+$/.test(word) || /(ss|us|is|[aeou]y)$/.test(word)) return word;
    for (var ending of ENDINGS) {
      if (!word.endsWith(ending[0])) continue;
      var short = word.slice(0, -ending[0].length).replace(/([bdglmnprt])\1$/, "$1"); // logging, shipped
      if (short.length >= ending[1] && /[aeiouy]/.test(short)) return short;
    }
    return word;
  }

  /* Returns a query without signs at the end of words, as of half an id (RSK-): the theme takes what follows such a sign for any word at all, and is at
     it for seconds. */
  function typedOut(query) { return query.replace(/[-/=()[\]]+(?=["\s]|$)/g, ""); }

  /* Returns the words of a query that say something, each as typed, by the stem that is searched for. */
  function words(query) {
    var all = typedOut(query.toLowerCase()).split(/[\s,;?!:]+/).map(function (word) { return word.replace(/^['’(]+|['’).]+$|['’]s$/g, ""); }).filter(Boolean);
    var telling = all.filter(function (word) { return !SMALL.has(word); });
    return new Map((telling.length ? telling : all).map(function (word) { return [stem(word), word]; }));
  }

  /* Words that readers and authors use for one another, each group on its own. What is asked for weighs more than what is like it. */
  var ALIKE = [
    ["older", "earlier", "previous", "back", "downgrade", "rollback"], ["firmware", "image"], ["company", "maker", "firm", "manufacturer"], ["closes", "ends", "shutdown"], ["told", "notified", "informed", "notification", "notice"],
    ["apart", "separate", "isolated"], ["weakness", "vulnerability", "flaw"], ["fix", "patch"], ["proof", "evidence"], ["tested", "verified", "bench"], ["requirement", "element"],
    ["supplier", "vendor"], ["responsible", "accountable", "lead"], ["password", "credential"], ["encrypted", "cipher"], ["cost", "price", "effort"], ["long", "period", "lifetime"], ["outsider", "finder", "researcher"],
  ].map(function (group) { return group.map(stem); });

  /* Returns the stems that are as good as one of those asked for, by it. */
  function alike(stems) {
    return new Map(stems.map(function (one) {
      return [one, ALIKE.filter(function (group) { return group.indexOf(one) !== -1; }).flat().filter(function (other) { return other !== one; })];
    }));
  }

  /* Returns how many letters may differ in a word that nothing holds. */
  function slips(word) { return word.length > 5 ? 2 : 1; }

  /* Returns the address of a page, without that of a section. */
  function pageOf(location) { return location.split("#")[0]; }

  /* Returns how long the text of a section is, which may not be there yet. */
  function lengthOf(one) { return one.length === undefined ? one.text.length : one.length; }

  function plain(text) { return " " + text.replace(/<[^>]+>/g, " ").toLowerCase().replace(/[^a-z0-9]+/g, " ") + " "; }

  /* Returns whether a text, as `plain` gives it, has a word that begins so. */
  function begins(text, stem) { return text.indexOf(" " + stem.replace(/[^a-z0-9]+/g, " ")) !== -1; }

  /* Returns what is known of a page besides its results: its title and the words by which it is looked for. */
  function described(one) { return { kind: "", title: plain(one.title), tags: plain((one.tags || []).join(" ")), phrases: (one.tags || []).map(plain) }; }

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

  /* Returns the words that all records of a kind share, by what the addresses of the kind begin with. */
  function kinds(docs) {
    var shared = new Map();
    docs.forEach(function (one) {
      var found = RECORD.exec(one.location);
      if (!found) return;
      var before = shared.get(found[1]) || one.tags || [];
      shared.set(found[1], before.filter(function (tag) { return (one.tags || []).indexOf(tag) !== -1; }));
    });
    return shared;
  }

  /* Returns what the ranking asks of an index: how many pages it has, and of an address its title, its words, those of its kind among them,
     and how long its text is. */
  function indexed(docs) {
    var byLocation = new Map(docs.map(function (one) { return [one.location, one]; }));
    var ofKinds = kinds(docs);
    return {
      pages: new Set(docs.map(function (one) { return pageOf(one.location); })).size,
      about: function (location) {
        var one = byLocation.get(location);
        var found = RECORD.exec(location);
        return one && Object.assign(described(one), { kind: found ? plain(ofKinds.get(found[1]).join(" ")) : "", length: lengthOf(one) });
      },
    };
  }

  /* Returns how much each stem says: the fewer pages hold it, the more. */
  function telling(groups, stems, pages) {
    return stems.map(function (stem) {
      var holding = groups.filter(function (group) { return group.some(function (one) { return one.terms && one.terms[stem]; }); }).length;
      return Math.log(1 + pages / (1 + holding));
    });
  }

  /* Returns how well a group answers: what its words say, weighed by where they stand, the title first, then the words for the page, then the
     section that holds most of them. A long section holds most words of anything and says less by it. */
  function weighed(group, question, says, about) {
    var stems = question.stems;
    function either(test, stem) { return test(stem) ? 1 : question.alike.get(stem).some(test) ? LIKE : 0; }
    function holds(text, stem) { return either(function (one) { return begins(text, one); }, stem); }
    var page = group.find(function (one) { return one.location.indexOf("#") === -1; }) || group[0];
    var known = about(page.location) || described(page);
    var whole = says.reduce(function (sum, one) { return sum + one; }, 0) || 1;
    var sections = group.map(function (one) {
      var section = about(one.location);
      var heading = one === page || !section ? " " : section.title;
      var long = section ? section.length : 0;
      var near = LONG / (LONG + Math.max(0, long - LONG));
      var found = stems.map(function (stem) { return either(function (other) { return one.terms && one.terms[other]; }, stem); });
      var sum = stems.reduce(function (all, stem, at) { return all + says[at] * Math.max(HEADED * holds(heading, stem), found[at] * near); }, 0);
      return { one: one, found: found, near: near, heading: heading, sum: sum };
    });
    var best = sections.reduce(function (first, next) { return next.sum > first.sum || next.sum === first.sum && next.one.score > first.one.score ? next : first; });
    var met = 0;
    var value = stems.reduce(function (sum, stem, at) {
      var placed = Math.max(TITLED * holds(known.title, stem), HEADED * holds(best.heading, stem), KINDLY * holds(known.kind, stem), (known.kind ? OWNED : TAGGED) * holds(known.tags, stem));
      var apart = Math.max.apply(null, sections.map(function (one) { return APART * one.found[at]; }));
      var weight = Math.max(placed, best.found[at] * best.near, apart) + (placed ? best.found[at] * best.near / 4 : 0);
      if (weight) met += says[at];
      return sum + says[at] * weight;
    }, 0);
    var named = known.phrases.filter(function (phrase) { return question.plain.indexOf(phrase) !== -1; }).join(" ");
    var share = stems.reduce(function (sum, stem) { return sum + (!begins(named, stem) ? 0 : !known.kind || begins(known.kind, stem) ? 1 : LIKE); }, 0) / stems.length;
    value += PHRASE * whole * share * share;
    var ofKind = stems.filter(function (stem) { return begins(known.kind, stem); }).length;
    var sort = ofKind === 0 ? 1 : ofKind === stems.length ? ANY_OF_KIND : question.kind && begins(known.kind, question.kind) ? THAT_KIND : OF_KIND;
    return { group: group, best: best.one, met: met / whole, ofKind: ofKind && ofKind === stems.length ? RECORD.exec(page.location)[1] : "", value: value * Math.pow(met / whole, 1.5) * question.after(page.location) * sort };
  }

  /* Returns how far a page is of the sort that a question is after, as a factor: who asks what something is, or how to do it, is after the
     guidance, and who asks anything else after the record that answers. */
  function sortFor(query) {
    var subject = MEANING.test(query) ? 2 : DOING.test(query) ? 1 : 0;
    return function (location) {
      if (ASIDE.test(location)) return 0.4;
      if (/^records\//.test(location)) return [1.25, 1, 0.6][subject];
      if (LISTING.test(query) && /^(registers|coverage|progress)\//.test(location)) return 1.5;
      if (/^registers\//.test(location)) return [1.05, 0.9, 0.6][subject];
      if (/^(references|coverage)\//.test(location)) return 0.85;
      return [0.9, 1.25, 1.7][subject];
    };
  }

  /* Returns the groups of results in order of how well they answer.
     Of the pages of activities, which are long and hold most words, one stands among the first two and the others after the sixth. */
  function ranked(groups, stems, id, query, index) {
    var says = telling(groups, stems, index.pages);
    var question = { stems: stems, alike: alike(stems), plain: plain(query), kind: stem((ASKED.exec(query.toLowerCase()) || ["", ""])[1]), after: sortFor(query) };
    var seen = groups.map(function (group) {
      var one = weighed(group, question, says, index.about);
      var rest = group.filter(function (other) { return other !== one.best; });
      one.group = [one.best].concat(rest);
      var said = one.group.find(function (other) { return other.score > 0 && lengthOf(other); });
      if (said && !lengthOf(one.best)) said.score = Math.max(said.score, one.best.score); // the theme shows of a page what scores as its best, and a title says little
      one.called = id !== "" && group.some(function (other) { return called(other, id); });
      one.activity = ACTIVITY.exec(group[0].location);
      return one;
    });
    var most = Math.max.apply(null, seen.map(function (one) { return one.met; }));
    seen = seen
      .filter(function (one) { return one.called || one.met >= most * 0.6; })
      .sort(function (one, other) { return other.value - one.value; });
    var kinds = new Set(); // what is said of all records of a kind is said by one of them and their register
    seen.forEach(function (one) {
      if (kinds.has(one.ofKind)) one.value *= MORE_OF_KIND;
      else if (one.ofKind) kinds.add(one.ofKind);
    });
    seen.sort(function (one, other) { return other.value - one.value; });
    var others = seen.filter(function (one) { return !one.activity; });
    var activities = seen.filter(function (one) { return one.activity; });
    var guidance = activities.find(function (one) { return !one.activity[1] && one.met >= most * 0.9; });
    var topic = stems.length < 4 && query.trim().split(/\s+/).length < 5 && !MEANING.test(query) && !DOING.test(query) && !LISTING.test(query);
    if (guidance && topic) {
      activities.splice(activities.indexOf(guidance), 1);
      others.splice(others.length && others[0].value > guidance.value ? 1 : 0, 0, guidance);
    }
    if (guidance && !topic) {
      activities.splice(activities.indexOf(guidance), 1);
      var ahead = others.findIndex(function (one) { return one.value <= guidance.value; });
      others.splice(ahead === -1 ? others.length : ahead, 0, guidance);
    }
    others.splice.apply(others, [AFTER, 0].concat(activities));
    var found = others.map(function (one) { return one.group; });
    return id === "" ? found : withId(found, id);
  }

  /* Returns the sort of page that an address is of. */
  function sortOf(location) { return (SORTS.find(function (one) { return one.where.test(location); }) || OTHER).name; }

  /* Tells the row of choices how many pages of each sort were found. */
  function tell(groups, chosen) {
    if (typeof document === "undefined") return;
    var count = function (name) { return groups.filter(function (group) { return sortOf(group[0].location) === name; }).length; };
    var sorts = [{ name: "", label: t("All"), count: groups.length }].concat(SORTS.concat(OTHER).map(function (one) { return { name: one.name, label: one.label, count: count(one.name) }; }));
    document.dispatchEvent(new CustomEvent("hb-found", { detail: { sorts: sorts, chosen: chosen } }));
  }

  /* Returns the sections of an index of words, as the theme knows sections, each with the length of the text that it will have. */
  function sectionsOf(index) {
    var page = "";
    return index.locations.map(function (short, at) {
      var location = short.startsWith("#") ? page + short : short.replace(/^ /, "");
      page = pageOf(location);
      var one = { location: location, title: index.titles[at], text: "", length: index.lengths[at] };
      if (index.tagged[at] !== -1) one.tags = index.tags[index.tagged[at]];
      if (index.boosts[at] !== undefined) one.boost = index.boosts[at];
      return one;
    });
  }

  var here = typeof document !== "undefined" && document.currentScript && location.protocol !== "file:" ? document.currentScript.src : "";
  var FIRST = 10, AHEAD = 12; // groups that the theme shows at once, and for how many more the texts are there before a reader comes to them
  var LETTER = 150, PATIENCE = 2000; // milliseconds that a letter alone waits for the next, and that results wait for their texts

  var Inner = window.Worker;
  window.Worker = class extends Inner {
    constructor(address, options) {
      super(here ? new URL("search-worker.js", here).href : address, options);
      var asked = null; // the words of the query that is being answered
      var id = ""; // that query, where it is an id
      var loosely = false;
      var typed = "";
      var sought = ""; // that query, as it was handed on
      var busy = false, next = null; // whether it is still being answered, and the query after it
      var chosen = ""; // the sort of pages that are shown, all where it is empty
      var found = null; // the last answer as ranked, with all sorts
      var groups = []; // what of it is shown
      var apart = false; // whether texts are fetched when they are shown
      var turn = 0, waiting = new Map();
      var index = { pages: 1, about: function () { return undefined; } };
      var post = this.postMessage.bind(this);
      var worker = this;
      if (here) post({ start: new URL(address, document.baseURI).href });

      /* Asks for texts that some groups have not got yet; returns a promise that they have, or cannot have them. */
      function texts(some) {
        var without = apart ? some.flat().filter(function (one) { return !one.said; }) : [];
        if (!without.length) return Promise.resolve();
        without.forEach(function (one) { one.said = true; });
        return new Promise(function (resolve) {
          waiting.set(++turn, function (said) {
            var byLocation = new Map(said.map(function (one) { return [one.location, one]; }));
            without.forEach(function (one) { Object.assign(one, byLocation.get(one.location)); });
            resolve();
          });
          post({ show: without.map(function (one) { return one.location; }), query: found.query, turn: turn });
        });
      }

      /* Shows what was found, of the sort that is chosen, once the texts of the first results are there. */
      function show() {
        var answer = found;
        groups = answer.data.items.filter(function (group) { return chosen === "" || sortOf(group[0].location) === chosen; });
        var mine = groups;
        tell(answer.data.items, chosen);
        Promise.race([texts(mine.slice(0, FIRST)), new Promise(function (resolve) { setTimeout(resolve, PATIENCE); })]).then(function () {
          if (mine !== groups) return;
          worker.dispatchEvent(Object.assign(new MessageEvent("message", { data: { type: RESULT, data: Object.assign({}, answer.data, { items: mine }) } }), { ready: true }));
          texts(mine.slice(FIRST, FIRST + AHEAD));
        });
      }

      if (typeof document !== "undefined") {
        document.addEventListener("hb-facet", function (event) {
          chosen = event.detail;
          if (found) show();
        });
        document.addEventListener("scroll", function (event) {
          if (event.target instanceof Element && event.target.matches(".md-search__scrollwrap")) texts(groups.slice(0, event.target.querySelectorAll(".md-search-result__item").length + AHEAD));
        }, true);
      }

      function seek(message) {
        busy = true;
        typed = message.data;
        asked = OWN.test(message.data) ? null : words(message.data);
        if (!asked) message = { type: QUERY, data: typedOut(message.data) };
        loosely = false;
        id = message.data.trim().toLowerCase();
        if (!ID.test(id)) id = "";
        if (asked && asked.size) {
          var also = Array.from(alike(Array.from(asked.keys())).values()).flat();
          message = { type: QUERY, data: Array.from(asked.keys()).concat(also).join(" ") };
        }
        sought = message.data;
        post(message);
      }

      this.postMessage = function (message) {
        if (message && message.type === SETUP && message.data && message.data.docs) {
          apart = !Array.isArray(message.data.docs);
          if (apart) message = { type: SETUP, data: Object.assign({}, message.data, { words: message.data.docs, docs: sectionsOf(message.data.docs) }) };
          post(message); // the worker begins, and meanwhile
          index = indexed(message.data.docs);
          return;
        }
        if (!message || message.type !== QUERY || typeof message.data !== "string") post(message);
        else if (busy) next = message; // whoever types on has no use for an answer to less
        else if (message.data.trim().length === 1) {
          busy = true; // a letter alone finds nearly everything, and mostly another one follows
          setTimeout(function () {
            var last = next || message;
            next = null;
            seek(last);
          }, LETTER);
        } else seek(message);
      };

      this.addEventListener("message", function (event) {
        var answer = event.data;
        if (event.ready || !answer) return;
        if (answer.said) {
          event.stopImmediatePropagation();
          waiting.get(answer.turn)(answer.said);
          waiting.delete(answer.turn);
          return;
        }
        if (answer.type !== RESULT) return;
        event.stopImmediatePropagation();
        if (next) {
          var message = next;
          next = null;
          seek(message);
          return;
        }
        if (asked && !loosely) {
          var met = new Set();
          answer.data.items.forEach(function (group) {
            group.forEach(function (one) { Object.keys(one.terms || {}).forEach(function (term) { if (one.terms[term]) met.add(term); }); });
          });
          var missed = Array.from(asked.entries()).filter(function (pair) { return /^[a-z]{5,}$/.test(pair[1]) && !met.has(pair[0]); });
          if (missed.length) {
            loosely = true;
            missed.forEach(function (pair) { asked.delete(pair[0]); });
            sought = Array.from(asked.keys()).concat(missed.map(function (pair) { return pair[1] + "~" + slips(pair[1]); })).join(" ");
            post({ type: QUERY, data: sought });
            return;
          }
        }
        if (asked) answer.data.items = ranked(answer.data.items, Array.from(asked.keys()), id, typed, index);
        if (asked) answer.data.items.forEach(function (group) {
          var there = new Set(); // what some part of the page holds is not missing
          group.forEach(function (one) { Object.keys(one.terms || {}).forEach(function (term) { if (one.terms[term]) there.add(term); }); });
          group.forEach(function (one) {
            var said = Object.entries(one.terms || {}).filter(function (pair) { return asked.has(pair[0]) || loosely && pair[1]; }).filter(function (pair) { return pair[1] || !there.has(pair[0]) && (!loosely || asked.has(pair[0])); });
            one.terms = Object.fromEntries(said.map(function (pair) { return [asked.get(pair[0]) || pair[0], pair[1]]; }));
          });
        });
        busy = false;
        found = { data: answer.data, query: sought };
        if (chosen && !found.data.items.some(function (group) { return sortOf(group[0].location) === chosen; })) chosen = "";
        show();
      });
    }
  };
})();
