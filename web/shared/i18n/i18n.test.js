// Words: every language says everything, plurals follow the language's own rules, no key is asked for that nobody wrote.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { pickLanguage, say } from "./index.js";
import { words as ar } from "./ar.js";
import { words as en } from "./en.js";
import { words as it } from "./it.js";

const LANGUAGES = { en, it, ar };
const WEB = new URL("../../", import.meta.url);
const sources = [...files("guest/"), ...files("shared/ui/")].map((name) => readFileSync(new URL(name, WEB), "utf8"));

/** @param {string} folder */
function files(folder) {
  const found = readdirSync(new URL(folder, WEB), { recursive: true }).map((name) => folder + name);
  return found.filter((name) => name.endsWith(".js") && !name.endsWith(".test.js"));
}
const placeholders = (phrase) => new Set(Object.values(typeof phrase === "string" ? { phrase } : phrase).flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1])));

test("every language has the same keys", () => {
  for (const [name, words] of Object.entries(LANGUAGES)) assert.deepEqual(Object.keys(words).sort(), Object.keys(en).sort(), name);
});

test("no translation forgets or invents a placeholder", () => {
  for (const key of Object.keys(en)) {
    const wanted = placeholders(en[key]);
    for (const [name, words] of Object.entries(LANGUAGES)) {
      const found = placeholders(words[key]);
      found.add("count");
      assert.ok([...wanted].every((one) => found.has(one)), `${name} ${key}`);
      assert.ok([...found].every((one) => one === "count" || wanted.has(one)), `${name} ${key}`);
    }
  }
});

test("plurals have every form their language needs", () => {
  for (const [name, words] of Object.entries(LANGUAGES)) {
    const forms = new Set(Array.from({ length: 201 }, (_, count) => new Intl.PluralRules(name).select(count)));
    for (const [key, phrase] of Object.entries(words).filter(([, one]) => typeof one === "object")) {
      assert.ok([...forms].every((form) => form in phrase || form === "other" || form === "many" && name === "it"), `${name} ${key}`);
    }
  }
});

test("every phrase a screen asks for is there", () => {
  const asked = sources.flatMap((source) => [...source.matchAll(/\bt\("([\w.]+)"/g)].map((found) => found[1]));
  assert.ok(asked.length > 80);
  assert.deepEqual([...new Set(asked)].filter((key) => !(key in en)), []);
});

test("every phrase that is there is asked for by some screen", () => {
  const all = sources.join("\n");
  const families = /^(error|allergen|diet|diet_mark|badge|state|page|access|problem|call|called)\./;
  assert.deepEqual(Object.keys(en).filter((key) => !families.test(key) && !all.includes(`"${key}"`)), []);
});

test("Arabic counts in six ways", () => {
  const said = [0, 1, 2, 3, 11, 100].map((count) => say(ar, "ar", "items", { count }));
  assert.equal(new Set(said).size, 6);
  assert.equal(said[2], "صنفان");
});

test("before words are there nothing is said, an unknown key says itself", () => {
  assert.equal(say({}, "en", "menu"), "");
  assert.equal(say(en, "en", "no_such_key"), "no_such_key");
  assert.equal(say(en, "en", "guest_number", { number: 2 }), "Guest 2");
});

test("the first language of the reader that the venue offers is taken", () => {
  assert.equal(pickLanguage(["de-AT", "it-IT", "en"], ["en", "it", "ar"], "en"), "it");
  assert.equal(pickLanguage(["AR-eg"], ["en", "ar"], "en"), "ar");
  assert.equal(pickLanguage(["fi"], ["en", "ar"], "en"), "en");
  assert.equal(pickLanguage([], ["en"], "en"), "en");
});
