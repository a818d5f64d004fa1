/* Runs the theme's search over an index of words, which the build wrote, instead of over all texts.

   The theme's script cuts every text of the site into words before it answers: that was nearly all of the time that a reader waited. Here
   its own lunr is given what it would have found (macros/site/word_index.py writes it), word by word as they are asked for. Weighing, the
   language of queries and the endings of words in other languages stay the theme's. Upstream-ready: an index written by the build.

   The texts of results are fetched when they are to be shown, in pieces of a few pages, and the words that were found are marked in these few alone. An
   index as the theme writes it is handed on as it is. */
(function () {
  "use strict";
  var SETUP = 0, QUERY = 2;
  var ENDS = 62, BETWEEN = "~"; // as macros/site/word_index.py writes them
  var KEPT = 64; // pieces with texts, of which a browser keeps so many
  var SIGNS = Array.from({ length: 94 }, function (_, at) { return String.fromCharCode(32 + at); }).filter(function (sign) { return sign !== '"' && sign !== "\\"; }).join("");
  var VALUES = new Map(Array.from(SIGNS, function (sign, at) { return [sign.charCodeAt(0), at]; }));

  var answer = self.postMessage.bind(self);
  var listen = self.addEventListener.bind(self);
  var load = self.importScripts.bind(self);
  var theme = ""; // address of the theme's script
  var take = null, lunr = null; // what of it takes messages, and its lunr
  var site = null; // what the page told of the index of words
  var wordsOf = null; // the words of each term
  var matches = { query: "", of: new Map() }; // the terms that the last query met in each section, by field, as lunr tells them
  var pieces = new Map();
  var turn = Promise.resolve();
  var told = null;

  self.importScripts = function () { load.apply(null, Array.from(arguments, function (one) { return new URL(one, theme).href; })); };
  self.postMessage = function (data) { if (told) told(data); };

  /* Runs the theme's script, and keeps its answers here. */
  function start(address) {
    theme = address;
    self.addEventListener = function (name, listener) { take = listener; };
    load(theme);
    self.addEventListener = listen;
    lunr = self.lunr;
  }

  /* Returns a promise of what the theme's script answers; null where it fails. One message is answered at a time. */
  function ask(message) {
    turn = turn.then(function () {
      return new Promise(function (resolve) {
        told = resolve;
        Promise.resolve(take({ data: message })).catch(function (error) { console.warn(error); resolve(null); });
      });
    });
    return turn;
  }

  /* Returns the numbers that stand in a text from the build. */
  function numbers(text) {
    var found = [], sum = 0;
    for (var at = 0; at < text.length; at++) {
      var value = VALUES.get(text.charCodeAt(at));
      if (value >= ENDS) sum = sum * (SIGNS.length - ENDS) + value - ENDS;
      else { found.push(sum * ENDS + value); sum = 0; }
    }
    return found;
  }

  /* Returns the words that the build wrote, each as the beginning of the one before and the rest. */
  function unfolded(text) {
    var before = "";
    return text === "" ? [] : text.split("\n").map(function (one) { return (before = before.slice(0, VALUES.get(one.charCodeAt(0))) + one.slice(1)); });
  }

  /* Returns by each word of titles, or of tags, how often which of them has it: number after number. Many sections have the same. */
  function counted(texts, separator) {
    var held = new Map(), cut = new Map();
    texts.forEach(function (given, number) {
      if (given === undefined) return;
      if (!cut.has(given)) {
        var often = new Map();
        [].concat(given).forEach(function (text) {
          text.toLowerCase().replace(/<[^<>]*>/g, " ").split(separator).forEach(function (word) { if (word) often.set(word, (often.get(word) || 0) + 1); });
        });
        cut.set(given, often);
      }
      cut.get(given).forEach(function (times, word) {
        if (held.has(word)) held.get(word).push(number, times);
        else held.set(word, [number, times]);
      });
    });
    return held;
  }

  /* Returns the terms, in order, that a clause of a query means. The clause is a set of lunr's, whose edges are followed; terms that begin alike share
     their steps. */
  function meant(terms, clause) {
    var found = [], states = [[clause]], before = "";
    for (var at = 0; at < terms.length; at++) {
      var term = terms[at], depth = 0;
      while (depth < states.length - 1 && term[depth] === before[depth]) depth++;
      states.length = depth + 1;
      while (depth < term.length && states[depth].length) {
        var next = new Set();
        states[depth].forEach(function (state) {
          if (state.edges[term[depth]]) next.add(state.edges[term[depth]]);
          if (state.edges["*"]) next.add(state.edges["*"]);
        });
        states.push(Array.from(next));
        depth++;
      }
      before = term;
      if (states[depth].some(function (state) { return state.final; })) { if (depth === term.length) found.push(term); }
      else if (!states[depth].length) {
        var dead = term.slice(0, depth);
        while (at + 1 < terms.length && terms[at + 1].startsWith(dead)) at++;
      }
    }
    return found;
  }

  /* Returns lunr's index of a site, whose postings and vectors are made when a query asks for them. `builder` is lunr's own, which the theme has set up
     with languages and weights, and which has been given no text. */
  function indexOf(builder) {
    var docs = site.docs, words = unfolded(site.words.words), at = new Map(words.map(function (word, number) { return [word, number]; }));
    var texts = site.words.texts.split(BETWEEN), counts = site.words.counts.split(BETWEEN);
    var separator = new RegExp(site.config.separator);
    var held = { title: counted(docs.map(function (one) { return one.title; }), separator), tags: counted(docs.map(function (one) { return one.tags; }), separator) };
    var all = words.slice();
    [held.title, held.tags].forEach(function (of) { of.forEach(function (_, word) { if (!at.has(word)) all.push(word); }); });
    var byTerm = wordsOf = new Map();
    builder.pipeline.run(all.map(function (word) { return new lunr.Token(word, word); })).forEach(function (token) {
      var term = token.toString(), of = byTerm.get(term);
      byTerm.set(term, of === undefined || of === token.metadata ? token.metadata : [].concat(of, token.metadata));
    });
    var terms = Array.from(byTerm.keys()).sort();
    var fields = Object.keys(builder._fields), asked = 0;
    var vectors = new Proxy({}, {
      get: function (made, place) { return made[place] || (made[place] = new lunr.Vector()); },
      ownKeys: function (made) {
        var places = docs.flatMap(function (one) { return fields.map(function (field) { return field + "/" + one.location; }); });
        places.forEach(function (place) { made[place] = vectors[place]; });
        return places; // what lacks a word is asked for in the order of the site
      },
    });

    /* Returns how often which section has a word in a field: number after number. */
    function holding(field, word) {
      if (field !== "text") return held[field] && held[field].get(word) || [];
      if (!at.has(word)) return [];
      var often = numbers(counts[at.get(word)]), found = [], number = -1;
      numbers(texts[at.get(word)]).forEach(function (step, place) { found.push(number += step + 1, (often[place] || 0) + 1); });
      return found;
    }

    /* Returns what lunr asks of a term: where it stands. Enters what it weighs there, as lunr's own builder does. */
    function made(term) {
      var posting = Object.assign(Object.create(null), { _index: asked++ }), often = {};
      fields.forEach(function (field) {
        posting[field] = Object.create(null);
        often[field] = new Map();
        [].concat(byTerm.get(term)).forEach(function (word) {
          var found = holding(field, word);
          for (var place = 0; place < found.length; place += 2) often[field].set(found[place], (often[field].get(found[place]) || 0) + found[place + 1]);
        });
        often[field].forEach(function (_, number) { posting[field][docs[number].location] = { position: [] }; });
      });
      var says = lunr.idf(posting, docs.length), k = builder._k1;
      fields.forEach(function (field) {
        var boost = builder._fields[field].boost || 1;
        often[field].forEach(function (times, number) {
          var weight = says * ((k + 1) * times) / (k + times) * boost * (docs[number].boost || 1);
          vectors[field + "/" + docs[number].location].upsert(posting._index, Math.round(weight * 1000) / 1000, function (_, other) { return other; });
        });
      });
      return posting;
    }

    var postings = Object.create(null);
    var inverted = new Proxy(postings, {
      has: function (_, term) { return byTerm.has(term); },
      get: function (_, term) { return postings[term] || (byTerm.has(term) ? (postings[term] = made(term)) : undefined); },
    });
    var set = { intersect: function (clause) { return { toArray: function () { return meant(terms, clause); } }; } };
    var index = new lunr.Index({ invertedIndex: inverted, fieldVectors: vectors, tokenSet: set, fields: fields, pipeline: builder.searchPipeline });
    index.search = function (query) {
      var found = lunr.Index.prototype.search.call(index, query);
      matches.of = new Map(found.map(function (one) { return [one.ref, one.matchData.metadata]; }));
      return found;
    };
    return index;
  }

  /* Gives the theme's script an index of words: it sets up its builder, which then takes no text. */
  function setUp(data) {
    site = data;
    site.numbers = new Map(site.docs.map(function (one, number) { return [one.location, number]; }));
    lunr.Builder.prototype.add = function () {};
    lunr.Builder.prototype.build = function () { return indexOf(this); };
    return ask({ type: SETUP, data: { config: site.config, docs: site.docs, options: site.options } });
  }

  /* Returns a promise of the texts of one piece by address; none where it cannot be had. The pieces asked for last are kept. */
  function piece(number) {
    var found = pieces.get(number) || fetch(new URL("../search/texts/" + number + ".json", self.location.href).href).then(function (response) {
      if (!response.ok) throw new Error(response.statusText);
      return response.json();
    }).then(function (pairs) { return new Map(pairs); }).catch(function () {
      pieces.delete(number);
      return new Map();
    });
    pieces.delete(number);
    pieces.set(number, found);
    if (pieces.size > KEPT) pieces.delete(pieces.keys().next().value);
    return found;
  }

  /* Returns the number of the piece that has the text of a section. */
  function pieceOf(location) {
    var number = site.numbers.get(location), first = site.words.pieces, at = 0;
    while (at + 1 < first.length && first[at + 1] <= number) at++;
    return at;
  }

  /* Returns a text with some words marked, as the theme marks them: of a text that is not told in full, the first two stretches that hold one. A stretch
     ends with an element that stands in no other. */
  function marked(text, words, full) {
    var separator = new RegExp(site.config.separator, "g"), depth = 0, slices = [], end = 0;
    var from = -1, to = 0, met = []; // where the stretch begins and ends, and its words to be marked

    function note(start, until) {
      if (from === -1) from = start;
      to = until;
    }

    function flush() {
      if (met.length && slices.length < 2) {
        if (full) slices.push(text.slice(end, from));
        var at = from;
        slices.push(met.map(function (one) {
          var before = text.slice(at, one[0]);
          at = one[1];
          return before + "<mark>" + text.slice(one[0], one[1]) + "</mark>";
        }).join("") + text.slice(at, to));
        end = to;
      }
      from = -1;
      met = [];
    }

    function read(start, until) {
      var stretch = text.slice(start, until), at = 0, found;
      separator.lastIndex = 0;
      do {
        found = separator.exec(stretch);
        var stop = found ? found.index : stretch.length;
        if (at < stop) {
          note(start + at, start + stop);
          if (words.has(stretch.slice(at, stop).toLowerCase())) met.push([start + at, start + stop]);
        }
        if (found) at = stop + found[0].length;
      } while (found);
    }

    for (var piece of text.matchAll(/<[^<>]*>|[^<>]+/g)) {
      var tag = piece[0], start = piece.index, until = start + tag.length;
      if (tag[0] !== "<") read(start, until);
      else if (tag[1] === "/") {
        if (--depth === 0) {
          note(start, until);
          flush();
        }
      } else if (!tag.endsWith("/>") && depth++ === 0) note(start, until);
    }
    flush();
    return slices.length ? slices.join("") + (full ? text.slice(end) : "") : text;
  }

  /* Returns a promise of title, text and tags of some sections, with the words marked that a query met there. */
  function show(query, locations) {
    var of = query === matches.query ? matches.of : new Map();
    var there = locations.filter(function (one) { return site.numbers.has(one); });
    return Promise.all(Array.from(new Set(there.map(pieceOf)), piece)).then(function (found) {
      var texts = new Map(found.flatMap(function (one) { return Array.from(one); }));
      return there.map(function (location) {
        var one = site.docs[site.numbers.get(location)], met = of.get(location) || {};
        function mark(text, field) {
          var words = new Set(Object.keys(met).filter(function (term) { return met[term][field]; }).flatMap(function (term) { return wordsOf.get(term); }));
          return words.size ? marked(text, words, field !== "text") : text;
        }
        var tags = one.tags && one.tags.map(function (tag) { return mark(tag, "tags"); });
        return { location: location, title: mark(one.title, "title"), text: mark(texts.get(location) || "", "text"), tags: tags };
      });
    });
  }

  listen("message", function (event) {
    var message = event.data;
    if (message.start) start(message.start);
    else if (message.show) show(message.query, message.show).then(function (said) { answer({ said: said, turn: message.turn }); });
    else {
      var asked = message.type === SETUP && message.data.words ? setUp(message.data) : ask(message);
      asked.then(function (data) {
        if (message.type === QUERY) matches.query = message.data;
        if (data) answer(data);
      });
    }
  });
})();
