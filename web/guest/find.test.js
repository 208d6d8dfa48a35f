// Search and filters: accents do not matter, unknown allergens are never hidden and never vouched for.
import assert from "node:assert/strict";
import { test } from "node:test";
import { speak } from "../shared/i18n/index.js";
import { filters, fits, flagOf, plain, query, setFilters, shown, toggle } from "./find.js";

globalThis.document = /** @type {any} */ ({ documentElement: {} });
await speak("en");

const option = (id, allergens) => ({ id, name: id, price_minor: 0, default: false, allergens });
const dish = (id, more = {}) => ({ id, name: id, description: "", price_minor: 100, photo: null, allergens: [], diets: [], badges: [], groups: [], prep_minutes: 1, course: "main", ...more });
const MENU = {
  version: "1", lang: "it", currency: "EUR", dayparts: [],
  groups: {
    pasta: { kind: "choice", name: "Pasta", min: 1, max: 1, options: [option("egg", ["eggs", "gluten"]), option("rice", [])] },
    bread: { kind: "choice", name: "Bread", min: 1, max: 1, options: [option("white", ["gluten"]), option("brown", ["gluten"])] },
    extras: { kind: "choice", name: "Extras", min: 0, max: 2, options: [option("cheese", ["milk"])] },
  },
  categories: [
    { id: "primi", name: "Primi", note: "", dayparts: [], items: [dish("Tagliatelle al ragù", { groups: ["pasta"], diets: [] }), dish("Gnocchi", { allergens: ["gluten", "milk"], diets: ["vegetarian"] })] },
    { id: "altri", name: "Altri", note: "", dayparts: [], items: [dish("Insalata", { diets: ["vegan"], groups: ["extras"] }), dish("Panino", { groups: ["bread"] }), dish("Torta del giorno", { allergens: null })] },
  ],
};
const names = () => shown(MENU, (all) => all.categories).flatMap((category) => category.items.map((item) => item.name));
const search = (text, wanted = {}) => {
  query.value = text;
  setFilters({ diets: [], avoid: [], ...wanted });
  return names();
};

test("accents and capitals do not matter, every word must be there", () => {
  assert.deepEqual(search("RAGU"), ["Tagliatelle al ragù"]);
  assert.deepEqual(search("ragù tagliatelle"), ["Tagliatelle al ragù"]);
  assert.deepEqual(search("ragu gnocchi"), []);
});

test("a category is found by its name too", () => {
  assert.deepEqual(search("primi"), ["Tagliatelle al ragù", "Gnocchi"]);
});

test("Arabic is found without its signs", () => {
  assert.equal(plain("أَلْبُرَاتَا"), plain("البراتا"));
  assert.equal(plain("قهوة"), plain("قهوه"));
});

test("vegetarian includes vegan, not the other way round", () => {
  assert.deepEqual(search("", { diets: ["vegetarian"] }), ["Gnocchi", "Insalata"]);
  assert.deepEqual(search("", { diets: ["vegan"] }), ["Insalata"]);
});

test("a dish stays when every required choice offers a way around the allergen", () => {
  assert.deepEqual(search("", { avoid: ["gluten"] }), ["Tagliatelle al ragù", "Insalata", "Torta del giorno"]);
  assert.deepEqual(search("", { avoid: ["milk"] }), ["Tagliatelle al ragù", "Insalata", "Panino", "Torta del giorno"]);
});

test("an option that does not say what it contains is no way around", () => {
  const unsure = { ...MENU, groups: { bread: { ...MENU.groups.bread, options: [option("white", ["gluten"]), option("secret", null)] } } };
  assert.equal(fits(MENU.categories[1].items[1], MENU.categories[1], unsure, [], { diets: [], avoid: ["gluten"] }), false);
});

test("what is unknown or depends on a choice carries a warning while filtering", () => {
  search("", { avoid: ["gluten"] });
  const flags = MENU.categories.flatMap((category) => category.items).map((item) => flagOf(item, MENU));
  assert.deepEqual(flags, ["Some choices contain gluten", "", "", "Some choices contain gluten", "Allergens not known: please ask"]);
  setFilters({ diets: [], avoid: [] });
  assert.equal(flagOf(MENU.categories[1].items[2], MENU), "");
});

test("closing the search clears it and its filters", () => {
  search("ragu", { avoid: ["milk"] });
  toggle();
  toggle();
  assert.deepEqual([query.value, filters.value], ["", { diets: [], avoid: [] }]);
  assert.equal(names().length, 5);
});
