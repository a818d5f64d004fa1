/* Answers queries as the site does: the theme's worker over the site's own index, with the site's search.js before it.

   Reads {"site": folder, "queries": [...]} from standard input and writes, for each query, the addresses found, best first: of each group
   the page, and the section in it that is shown first. No browser is needed, so that every id of every catalogue can be tried. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { runInContext, createContext } from "node:vm";

const { site, queries } = JSON.parse(readFileSync(0, "utf-8"));
const READY = 1, SETUP = 0, QUERY = 2, RESULT = 3;

class Inner extends EventTarget {
  constructor(path) {
    super();
    const listeners = [];
    const inside = { console, addEventListener: (_, listener) => listeners.push(listener), postMessage: (data) => this.answer(data) };
    inside.self = inside;
    createContext(inside);
    runInContext(readFileSync(path, "utf-8"), inside);
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

globalThis.window = { Worker: Inner };
globalThis.Worker = Inner;
new Function(readFileSync(join(site, "assets", "search.js"), "utf-8"))();

const workers = join(site, "assets", "javascripts", "workers");
const worker = new window.Worker(join(workers, readdirSync(workers).find((name) => /^search\..*\.js$/.test(name))));
const waiting = {};
worker.addEventListener("message", (event) => waiting[event.data.type]?.(event.data.data));
const asked = (message, type) => new Promise((resolve) => { waiting[type] = resolve; worker.postMessage(message); });

const index = JSON.parse(readFileSync(join(site, "search", "search_index.json"), "utf-8"));
await asked({ type: SETUP, data: { ...index, options: { suggest: true } } }, READY);
const answers = {};
for (const query of queries) {
  const { items } = await asked({ type: QUERY, data: query }, RESULT);
  answers[query] = items.slice(0, 8).map((group) => {
    const page = group.find((one) => !one.location.includes("#")) ?? group[0];
    const shown = group.find((one) => one !== page && one.score > 0);
    return [page.location, shown ? shown.location : ""];
  });
}
process.stdout.write(JSON.stringify(answers));
