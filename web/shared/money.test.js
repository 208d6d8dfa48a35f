// Money as text: signs, digits, what people type.
import assert from "node:assert/strict";
import { test } from "node:test";
import { formatDelta, formatMoney, parseMoney } from "./money.js";

/** No-break spaces and direction marks are the language's business, not the test's. */
const plain = (text) => text.replace(/[\u00a0\u202f]/g, " ").replace(/[\u200e\u200f\u061c]/g, "");

test("an amount is written as its language writes it", () => {
  assert.equal(plain(formatMoney(1350, { currency: "EUR", locale: "en" })), "€13.50");
  assert.equal(plain(formatMoney(1350, { currency: "EUR", locale: "it" })), "13,50 €");
  assert.equal(plain(formatMoney(1350, { currency: "EUR", locale: "ar" })), "13.50 €");
});

test("a currency without minor units has no point", () => {
  assert.equal(plain(formatMoney(1200, { currency: "JPY", locale: "en" })), "¥1,200");
});

test("the venue's number of digits wins over the currency's", () => {
  assert.equal(plain(formatMoney(1350, { currency: "EUR", minor_digits: 3, locale: "en" })), "€1.350");
});

test("a difference shows its sign and nothing shows nothing", () => {
  assert.equal(plain(formatDelta(150, { currency: "EUR", locale: "en" })), "+ €1.50");
  assert.equal(plain(formatDelta(-50, { currency: "EUR", locale: "en" })), "− €0.50");
  assert.equal(formatDelta(0, { currency: "EUR" }), "");
});

test("typed amounts are read with point or comma", () => {
  assert.equal(parseMoney("12", 2), 1200);
  assert.equal(parseMoney("12,5", 2), 1250);
  assert.equal(parseMoney("12.50", 2), 1250);
  assert.equal(parseMoney("1.250,00", 2), 125000);
  assert.equal(parseMoney("1 250.00", 2), 125000);
});

test("what is no amount is null, never zero", () => {
  for (const typed of ["", "abc", "-5", "1.2.3", "12,345678", "99999999999999999999"]) assert.equal(parseMoney(typed, 2), null, typed);
});
