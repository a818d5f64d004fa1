/* Answers queries as the site does: the theme's worker over the site's own index, with the site's search.js before it.

   Reads {"site": folder, "queries": [...]} from standard input and writes "answers": for each query, the addresses found, best first, of each group
   the page, and the section in it that is shown first. With "index", a file, it asks that index instead of the site's; with "all", each answer has all that is
   shown. It also writes how many words were cut (lunr's tokens) before the first query, and how many files were fetched before it and for the first
   answer. No browser is needed, so that every id of every catalogue can be tried. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { runInContext, createContext } from "node:vm";

const { site, queries, index, all } = JSON.parse(readFileSync(0, "utf-8"));
const READY = 1, SETUP = 0, QUERY = 2, RESULT = 3;
const fetched = new Set();
let tokens = 0;
const told = { tokens, before: 0, first: null, answers: {} };

class Inner extends EventTarget {
  constructor(address) {
    super();
    const listeners = [];
    let counting = null;
    const inside = { console, URL, location: { href: address }, addEventListener: (_, listener) => listeners.push(listener), postMessage: (data) => this.answer(data) };
    const run = (script) => runInContext(readFileSync(fileURLToPath(script), "utf-8"), inside);
    inside.importScripts = (...scripts) => {
      scripts.forEach(run);
      if (inside.lunr === counting) return;
      const Token = inside.lunr.Token;
      counting = inside.lunr;
      counting.Token = function (...given) {
        tokens += 1;
        return new Token(...given);
      };
    };
    inside.fetch = async (piece) => {
      fetched.add(piece);
      return { ok: true, json: async () => JSON.parse(readFileSync(fileURLToPath(piece), "utf-8")) };
    };
    inside.self = inside;
    createContext(inside);
    run(address);
    this.listeners = listeners;
  }

  answer(data) {
    // What crosses from a worker is a copy.
    this.dispatchEvent(Object.assign(new Event("message"), { data: structuredClone(data) }));
  }

  postMessage(data) {
    this.listeners.forEach((listener) => listener({ data: structuredClone(data) }));
  }
}

const script = pathToFileURL(join(site, "assets", "search.js"));
globalThis.window = { Worker: Inner };
globalThis.Worker = Inner;
globalThis.location = { protocol: "https:" };
globalThis.document = { baseURI: script.href, currentScript: { src: script.href }, addEventListener: () => {}, dispatchEvent: () => {} };
new Function(readFileSync(script, "utf-8"))();

const workers = join(site, "assets", "javascripts", "workers");
const worker = new window.Worker(pathToFileURL(join(workers, readdirSync(workers).find((name) => /^search\..*\.js$/.test(name)))).href);
const waiting = {};
worker.addEventListener("message", (event) => {
  if (event.data.type === RESULT) told.first ??= fetched.size;
  waiting[event.data.type]?.(event.data.data);
});
const asked = (message, type) => new Promise((resolve) => { waiting[type] = resolve; worker.postMessage(message); });

const held = JSON.parse(readFileSync(index ?? join(site, "search", "search_index.json"), "utf-8"));
await asked({ type: SETUP, data: { ...held, options: { suggest: true } } }, READY);
Object.assign(told, { tokens, before: fetched.size });
for (const query of queries) {
  const { items } = await asked({ type: QUERY, data: query }, RESULT);
  told.answers[query] = items.slice(0, 8).map((group) => {
    if (all) return group.map(({ location, score, title, text, tags, terms }) => [location, score.toFixed(6), title, text, tags, terms]);
    const page = group.find((one) => !one.location.includes("#")) ?? group[0];
    const shown = group.find((one) => one !== page && one.score > 0);
    return [page.location, shown ? shown.location : ""];
  });
}
process.stdout.write(JSON.stringify(told));
