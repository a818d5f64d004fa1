// Runs the schema and the mandatory tests of CSAF 2.0 over files, and prints for each the tests that fail, with their errors.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, ...files] = process.argv.slice(2);
const library = (name) => import(pathToFileURL(`${folder}/${name}.js`).href);
const { default: validate } = await library("validate");
const tests = [...Object.values(await library("schemaTests")), ...Object.values(await library("mandatoryTests"))];
const told = {};
for (const file of files) {
  const { tests: results } = await validate(tests, JSON.parse(readFileSync(file, "utf8")));
  told[file] = { ran: results.length, failed: Object.fromEntries(results.filter((one) => !one.isValid).map((one) => [one.name, one.errors])) };
}
console.log(JSON.stringify(told));
