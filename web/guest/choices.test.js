// Choosing options: what must be answered, what it costs, what it contains.
import assert from "node:assert/strict";
import { test } from "node:test";
import { allergensOf, defaultChoices, groupsOf, missing, needsChoice, sameChoices, tapOption, unitPrice } from "./choices.js";

const option = (id, price_minor, more = {}) => ({ id, name: id, price_minor, default: false, allergens: [], ...more });
const GROUPS = {
  extras: { kind: "choice", name: "Extras", min: 0, max: 2, options: [option("cheese", 100, { allergens: ["milk"] }), option("ham", 150), option("egg", 120)] },
  doneness: { kind: "choice", name: "Doneness", min: 1, max: 1, options: [option("rare", 0), option("well", 0)] },
  size: { kind: "variant", name: "Size", min: 1, max: 1, options: [option("glass", 500, { default: true }), option("bottle", 2200)] },
  meats: { kind: "choice", name: "Three meats", min: 2, max: 3, options: ["a", "b", "c", "d"].map((id) => option(id, 0)) },
  shape: { kind: "choice", name: "Shape", min: 1, max: 1, options: [option("egg-pasta", 0, { default: true, allergens: ["eggs"] }), option("penne", 150, { allergens: null })] },
};
const item = (...groups) => ({ id: "x", name: "X", description: "", price_minor: 1000, photo: null, allergens: ["gluten"], diets: [], badges: [], groups, prep_minutes: 5, course: "main" });
const group = (id) => ({ ...GROUPS[id], id });

test("a dish without required choices is added at once", () => {
  assert.equal(needsChoice(item(), GROUPS), false);
  assert.equal(needsChoice(item("extras"), GROUPS), false);
  assert.equal(needsChoice(item("shape"), GROUPS), false);
});

test("an unanswered required choice and a real variant must be asked", () => {
  assert.equal(needsChoice(item("doneness"), GROUPS), true);
  assert.equal(needsChoice(item("size"), GROUPS), true);
  assert.equal(needsChoice(item("meats"), GROUPS), true);
});

test("required groups stand first", () => {
  assert.deepEqual(groupsOf(item("extras", "doneness"), GROUPS).map((one) => one.id), ["doneness", "extras"]);
});

test("a group that the menu lost is left out", () => {
  assert.deepEqual(groupsOf(item("nowhere"), GROUPS), []);
});

test("extras add to the price and a variant replaces it", () => {
  assert.equal(unitPrice(item("extras"), GROUPS, { extras: ["cheese", "ham"] }), 1250);
  assert.equal(unitPrice(item("size"), GROUPS, { size: ["bottle"] }), 2200);
  assert.equal(unitPrice(item("size", "extras"), GROUPS, { size: ["glass"], extras: ["egg"] }), 620);
});

test("what is still missing is named until it is enough", () => {
  const plate = item("meats", "doneness");
  assert.deepEqual(missing(plate, GROUPS, {}), ["meats", "doneness"]);
  assert.deepEqual(missing(plate, GROUPS, { meats: ["a"], doneness: ["rare"] }), ["meats"]);
  assert.deepEqual(missing(plate, GROUPS, { meats: ["a", "b"], doneness: ["rare"] }), []);
});

test("a one-of group switches and cannot be emptied", () => {
  const rare = tapOption(group("doneness"), {}, "rare");
  assert.deepEqual(tapOption(group("doneness"), rare, "well"), { doneness: ["well"] });
  assert.deepEqual(tapOption(group("doneness"), rare, "rare"), rare);
});

test("several may be taken up to the most, and given back", () => {
  const two = tapOption(group("extras"), { extras: ["cheese"] }, "ham");
  assert.deepEqual(two, { extras: ["cheese", "ham"] });
  assert.deepEqual(tapOption(group("extras"), two, "egg"), two);
  assert.deepEqual(tapOption(group("extras"), two, "cheese"), { extras: ["ham"] });
});

test("allergens follow what is chosen, and unknown is never none", () => {
  const pasta = item("shape", "extras");
  assert.deepEqual(allergensOf(pasta, GROUPS, { shape: ["egg-pasta"], extras: ["cheese"] }), { codes: ["gluten", "eggs", "milk"], unknown: false });
  assert.deepEqual(allergensOf(pasta, GROUPS, { shape: ["penne"] }), { codes: ["gluten"], unknown: true });
  assert.deepEqual(allergensOf({ ...item(), allergens: null }, GROUPS, {}), { codes: [], unknown: true });
});

test("the order of taps does not make another wish", () => {
  assert.ok(sameChoices({ extras: ["cheese", "ham"], shape: [] }, { extras: ["ham", "cheese"] }));
  assert.ok(!sameChoices({ extras: ["cheese"] }, { extras: [] }));
  assert.deepEqual(defaultChoices(item("shape", "doneness"), GROUPS), { shape: ["egg-pasta"], doneness: [] });
});
