// What the page of printers and devices decides by itself.
import assert from "node:assert/strict";
import test from "node:test";
import { backupsFor, cameOut, changesOf, checkNumber, foundAt, inPairs, kept, macOf, modelsFor, namesOf, placeOf, printerStanding, sorted, span, spelled, standingOf, usualModel } from "./hardware_rules.js";
import { address, read } from "./route.js";
import { roleSays, scriptSays } from "./screens/hardware/words.js";
import { say } from "./strings.js";

const FACTS = { connected: true, paper: "ok", cover_open: false, cutter_error: false, unrecoverable: false, halted: false, drawer_pin_high: null };

/** @param {Partial<import("./hardware_wire.js").ListedPrinter>} [changes] @param {Partial<import("./hardware_wire.js").PrinterState>} [state] @returns {import("./hardware_wire.js").ListedPrinter} */
const printer = (changes = {}, state = {}) => ({
  id: "grill", name: "Grill printer", bridge: "escpos", address: "tcp://192.0.2.10:9100", profile: "epson-80", mac: null, enabled: true, backup_id: null, fail_over_after: 3,
  stations: [], receipts: false, tickets: 0, moved: 0, last_how: null, kitchen_language: "en", prints_language: "en",
  state: { id: "grill", name: "Grill printer", online: true, say: "", waiting: 0, since: null, code: "", what: "", do: "", facts: FACTS, asking: 0, backup: null, ...state }, ...changes,
});

/** @param {Partial<import("./hardware_wire.js").FoundThing>} [changes] @returns {import("./hardware_wire.js").FoundThing} */
const thing = (changes = {}) => ({ key: "k", kind: "printer", name: "TM-T88VI", maker: "EPSON", model: "TM-T88VI", address: "tcp://192.0.2.10:9100", state: "new", known_as: null, suggestion: null, ...changes });

test("an address is told as a place a person knows", () => {
  assert.deepEqual(placeOf("tcp://192.0.2.10:9100"), { way: "network", at: "192.0.2.10" });
  assert.deepEqual(placeOf("tcp://192.0.2.10:9101"), { way: "network", at: "192.0.2.10:9101" });
  assert.deepEqual(placeOf("http://192.0.2.10/"), { way: "network", at: "192.0.2.10" });
  assert.deepEqual(placeOf("usb:04b8:0202:XYZ"), { way: "usb", at: "04b8:0202:XYZ" });
  assert.deepEqual(placeOf("serial:/dev/ttyUSB0?baud=9600&flow=none"), { way: "serial", at: "ttyUSB0" });
  assert.deepEqual(placeOf("mac:001162aabbcc"), { way: "calls", at: "00:11:62:aa:bb:cc" });
  assert.deepEqual(placeOf("something"), { way: "other", at: "something" });
});

test("a MAC is read however it is written, and nothing else is one", () => {
  assert.equal(macOf("00:11:62:AA:BB:CC"), "001162aabbcc");
  assert.equal(macOf("0011-62aa-bbcc"), "001162aabbcc");
  assert.equal(macOf("00:11:62"), "");
  assert.equal(spelled("001162aabbcc"), "00:11:62:aa:bb:cc");
});

test("a printer is ready, worth a look, in trouble, or not in use", () => {
  assert.deepEqual(printerStanding(printer()), { code: "ready", tone: "done" });
  assert.deepEqual(printerStanding(printer({}, { code: "paper_low" })), { code: "look", tone: "soon" });
  assert.deepEqual(printerStanding(printer({}, { online: false, code: "cover_open" })), { code: "away", tone: "late" });
  assert.deepEqual(printerStanding(printer({ enabled: false }, { online: false, code: "off" })), { code: "off", tone: "calm" });
});

test("a printer that cannot print the kitchen's language says what dishes come out in", () => {
  assert.equal(scriptSays(printer()), "");
  assert.equal(scriptSays(printer({ kitchen_language: "ja" })), "This printer cannot print the kitchen's language (Japanese); dishes come out in English.");
  assert.equal(scriptSays(printer({ kitchen_language: "ar", prints_language: null })), "This printer cannot print the kitchen's language (Arabic); dishes come out as numbers, to be looked up on the screen.");
  assert.equal(scriptSays(printer({ kitchen_language: "x" })), "This printer cannot print the kitchen's language (x); dishes come out in English.");
});

test("who asks comes first, what is known is left out, what is ignored stands apart", () => {
  const items = [thing({ key: "a" }), thing({ key: "b", state: "known" }), thing({ key: "c", state: "asking", kind: "screen" }), thing({ key: "d", state: "ignored" })];
  const { offered, ignored } = sorted(items);
  assert.deepEqual(offered.map((item) => item.key), ["c", "a"]);
  assert.deepEqual(ignored.map((item) => item.key), ["d"]);
});

test("a typed address finds the thing there, with or without its port", () => {
  const items = [thing({ key: "usb", address: "usb:/dev/usb/lp0" }), thing({ key: "far", address: "tcp://192.0.2.11:9101" }), thing()];
  assert.equal(foundAt(items, " 192.0.2.10 ")?.key, "k");
  assert.equal(foundAt(items, "tcp://192.0.2.10:9100")?.key, "k");
  assert.equal(foundAt(items, "192.0.2.11:9101")?.key, "far");
  assert.equal(foundAt(items, "192.0.2.11"), null);
});

test("the number on a screen is four digits", () => {
  assert.equal(checkNumber(" 48 21"), "4821");
  assert.equal(checkNumber("482"), "");
  assert.equal(checkNumber("48211"), "");
});

test("stations are named in the order of the house", () => {
  const stations = [{ id: "pasta", name: "Pasta" }, { id: "grill", name: "Grill" }, { id: "bar", name: "Bar" }];
  assert.equal(namesOf(stations, ["bar", "pasta"]), "Pasta, Bar");
  assert.equal(namesOf(stations, []), "");
});

test("no printer stands in for itself, not even by way of another", () => {
  const printers = [printer({ id: "a", backup_id: null }), printer({ id: "b", backup_id: "a" }), printer({ id: "c", backup_id: "b" }), printer({ id: "d" })];
  assert.deepEqual(backupsFor(printers, "a").map((one) => one.id), ["d"]);
  assert.deepEqual(backupsFor(printers, "c").map((one) => one.id), ["a", "b", "d"]);
});

test("backups that go round in a circle already do not hang the page", () => {
  const printers = [printer({ id: "a", backup_id: "b" }), printer({ id: "b", backup_id: "a" }), printer({ id: "c" })];
  assert.deepEqual(backupsFor(printers, "c").map((one) => one.id), ["a", "b"]);
});

test("a command set suggests a model of its maker", () => {
  const models = [{ profile: "epson-80", bridges: ["escpos"] }, { profile: "star-80", bridges: ["star", "cloudprnt"] }];
  assert.equal(usualModel("cloudprnt", models), "star-80");
  assert.equal(usualModel("escpos", models), "epson-80");
  assert.equal(usualModel("star", [{ profile: "generic-80", bridges: [] }]), "generic-80");
  assert.equal(usualModel("star", models.slice(0, 1)), "");
  assert.deepEqual(modelsFor("star", models).map((model) => model.profile), ["star-80"]);
  assert.equal(usualModel("star", []), "");
});

test("a slip can be chosen once it may have come out", () => {
  const slip = (/** @type {string} */ state) => ({ letter: "A", bridge: "escpos", profile: "generic-80", state, say: "" });
  assert.deepEqual(["waiting", "failed", "printed", "sent_unconfirmed", "unknown"].map((state) => cameOut(slip(state))), [false, false, true, true, true]);
});

test("keeping the newest keeps at least one and never all", () => {
  assert.equal(kept(3, 9), 3);
  assert.equal(kept(3, 3), 2);
  assert.equal(kept(0, 9), 1);
  assert.equal(kept(3, 2), 1);
});

test("bytes are read in pairs", () => {
  assert.equal(inPairs("1b40"), "1b 40");
  assert.equal(inPairs(""), "");
});

test("only what differs is sent", () => {
  assert.deepEqual(changesOf({ name: "Grill", profile: "a" }, { name: "Grill", profile: "b" }), { profile: "b" });
});

test("a span of time is told in its largest fitting unit", () => {
  assert.equal(span(59 * 60), "59 min");
  assert.equal(span(3 * 3600), "3 h");
  assert.equal(span(72 * 3600), "3 d");
});

test("a printer has an address of its own in the app", () => {
  assert.deepEqual(read(address("printer", "grill 1")), { page: "printer", printer_id: "grill 1" });
  assert.deepEqual(read("#/printer"), { page: "tables" });
});

test("a printer without paper has one word in every list", () => {
  const out = { online: false, code: "paper_out" };
  assert.equal(say.printer.state[standingOf(out).code], "trouble");
  assert.deepEqual(standingOf(out), printerStanding(printer({}, out)));
  assert.deepEqual(standingOf({ online: false, code: "off" }), { code: "off", tone: "calm" });
});

test("a screen whose stations are gone shows no station; one without its own shows all", () => {
  const stations = [{ id: "grill", name: "Grill" }, { id: "bar", name: "Bar" }];
  assert.equal(roleSays("kitchen_screen", stations, []), "Shows: all stations");
  assert.equal(roleSays("kitchen_screen", stations, ["grill", "gone"]), "Shows: Grill");
  assert.equal(roleSays("kitchen_screen", stations, ["gone"]), "Shows: no station");
});
