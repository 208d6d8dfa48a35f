// One printer: how it is, a test print, what it prints, who stands in for it, its setting up and its last exchanges.
import { showToast } from "../../../shared/ui/toast.js";
import { Stepper } from "../../../shared/ui/stepper.js";
import { icon } from "../../../vendor/icons.js";
import { html, useEffect, useSignal } from "../../../vendor/ui.js";
import { changePrinter, printReceiptsAt, routeStations, testPrinter } from "../../hardware.js";
import { backupsFor, printerStanding } from "../../hardware_rules.js";
import { may, printerSays } from "../../rules.js";
import { staff } from "../../state.js";
import { say } from "../../strings.js";
import { useWork } from "../fetched.js";
import { FloorSheet, Problem } from "../pieces.js";
import { Group } from "./fields.js";
import { PairingSlip } from "./pairing_slip.js";
import { PrinterLog } from "./printer_log.js";
import { PrinterSettings } from "./printer_settings.js";
import { scriptSays } from "./words.js";

/** @typedef {import("../../hardware_wire.js").ListedPrinter} ListedPrinter */
/** @typedef {import("../../hardware_wire.js").PrinterList} PrinterList */

const RECEIPTS = "receipts";
const UNDO_MS = 10_000;

/** @param {{printer: ListedPrinter, printers: PrinterList, onChanged: () => Promise<void>, onClose: () => void}} props */
export function PrinterSheet({ printer, printers, onChanged, onClose }) {
  const { busy, problem, run } = useWork();
  const test = () => run(async () => {
    await testPrinter(printer.id);
    showToast(say.printer.tested);
    await onChanged();
  });
  const { tone } = printerStanding(printer);
  const foot = html`<${Problem} text=${problem} /><button class="button primary wide" disabled=${busy || !printer.enabled} onClick=${test}>${icon("printer", 20)}${say.printer.test}</button>`;
  return html`
    <${FloorSheet} title=${printer.name} onClose=${onClose} class="tall kit-sheet" foot=${foot}>
      <div class=${`notice ${tone}`}>${icon(tone === "done" ? "circle-check" : "alert-triangle", 22)}<span class="grow says">${printerSays(printer.state)}${printer.state.backup && html`<br />${say.printer.standsIn(printer.state.backup)}`}</span></div>
      <${Script} printer=${printer} />
      <${Facts} printer=${printer} />
      <${Stations} printer=${printer} printers=${printers} onChanged=${onChanged} />
      <${Backup} printer=${printer} printers=${printers} onChanged=${onChanged} />
      <${PairingSlip} printer=${printer} onChanged=${onChanged} />
      <${PrinterSettings} key=${printer.profile + printer.bridge + printer.address + printer.name} printer=${printer} printers=${printers} onChanged=${onChanged} onRemoved=${onClose} />
      <${PrinterLog} id=${printer.id} />
    <//>
  `;
}

/** Dishes that come out in another language than the kitchen's. @param {{printer: ListedPrinter}} props */
function Script({ printer }) {
  const says = scriptSays(printer);
  return says !== "" && html`<p class="notice soon">${icon("alert-triangle", 22)}<span class="grow">${says}</span></p>`;
}

/** @param {{printer: ListedPrinter}} props */
function Facts({ printer }) {
  const { facts } = printer.state;
  const fact = say.printer.fact;
  /** @type {(readonly [string, string] | false)[]} */
  const rows = [
    [fact.line, facts.connected ? say.printer.line.yes : say.printer.line.no],
    [fact.paper, say.printer.paper[facts.paper] ?? facts.paper],
    facts.connected && [fact.cover, facts.cover_open ? say.printer.cover.open : say.printer.cover.shut],
    facts.connected && [fact.cutter, facts.cutter_error ? say.printer.cutter.stuck : say.printer.cutter.fine],
    facts.unrecoverable && [fact.error, say.printer.unrecoverable],
    facts.drawer_pin_high !== null && [fact.drawer, facts.drawer_pin_high ? say.printer.drawer.high : say.printer.drawer.low],
    [fact.waiting, printer.state.waiting > 0 ? say.hardware.waiting(printer.state.waiting) : say.printer.nobody],
    [fact.last, say.printer.how[printer.last_how ?? ""] ?? say.printer.noPaper],
  ];
  return html`<dl class="facts">${rows.map((row) => row && html`<div key=${row[0]}><dt>${row[0]}</dt><dd>${row[1]}</dd></div>`)}</dl>`;
}

/** @typedef {{printer: ListedPrinter, printers: PrinterList, onChanged: () => Promise<void>}} Changing */

/** A tap brings a station here at once; the undo stands beside it, as nothing under an open sheet can be tapped. @param {Changing} props */
function Stations({ printer, printers, onChanged }) {
  const { busy, problem, run } = useWork();
  const last = useSignal(/** @type {{say: string, undo: (() => void) | null} | null} */ (null));
  useEffect(() => {
    const timer = setTimeout(() => (last.value = null), UNDO_MS);
    return () => clearTimeout(timer);
  }, [last.value]);
  const nameOf = (/** @type {string | null} */ id) => printers.items.find((one) => one.id === id)?.name ?? "";
  const bring = (/** @type {string} */ id, /** @type {ListedPrinter} */ to, /** @type {string | null} */ back) => run(async () => {
    await routeStations(to.id, [id]);
    await onChanged();
    const station = printers.stations.find((one) => one.id === id)?.name ?? "";
    const before = printers.items.find((one) => one.id === back);
    last.value = { say: say.printer.routed(station, to.name), undo: before ? () => void bring(id, before, null) : null };
  });
  const receipts = () => run(async () => {
    await printReceiptsAt(printer.id);
    await onChanged();
    last.value = { say: say.printer.routed(say.printer.receiptChip, printer.name), undo: null };
  });
  const options = printers.stations.map((station) => {
    const here = station.printer_id === printer.id;
    const owner = nameOf(station.printer_id);
    return { value: station.id, text: here || !owner ? station.name : say.printer.elsewhere(station.name, owner), disabled: here || busy };
  });
  const setsReceipts = may(staff.value, "edit_settings");
  const all = [...options, ...(setsReceipts ? [{ value: RECEIPTS, text: say.printer.receiptChip, disabled: printer.receipts || busy }] : [])];
  const chosen = [...printer.stations.map((station) => station.id), ...(printer.receipts ? [RECEIPTS] : [])];
  const tapped = (/** @type {string[]} */ after) => {
    const fresh = after.find((id) => !chosen.includes(id));
    if (fresh === RECEIPTS) return void receipts();
    if (fresh !== undefined) void bring(fresh, printer, printers.stations.find((one) => one.id === fresh)?.printer_id ?? null);
  };
  return html`<${Group} several label=${say.printer.stations} hint=${say.printer.stationsHint} options=${all} chosen=${chosen} onChange=${tapped} />
    <div class="outcome" role="status">${last.value && html`<p class="notice done">${icon("circle-check", 22)}<span class="grow">${last.value.say}</span>${last.value.undo && html`<button class="button" disabled=${busy} onClick=${last.value.undo}>${say.undo}</button>`}</p>`}</div><${Problem} text=${problem} />`;
}

/** @param {Changing} props */
function Backup({ printer, printers, onChanged }) {
  const { busy, problem, run } = useWork();
  const change = (/** @type {Partial<ListedPrinter>} */ changes) => run(async () => {
    await changePrinter(printer.id, changes);
    await onChanged();
  });
  const options = [{ value: "", text: say.hardware.none }, ...backupsFor(printers.items, printer.id).map((one) => ({ value: one.id, text: one.name }))];
  return html`
    <${Group} label=${say.printer.backup} options=${options} chosen=${[printer.backup_id ?? ""]} onChange=${(/** @type {string[]} */ [id]) => change({ backup_id: id || null })} />
    ${printer.backup_id !== null && html`<div class="row after"><span class="label">${say.printer.after}</span><span class="pair"><${Stepper} value=${printer.fail_over_after} least=${1} most=${20} disabled=${busy} label=${say.printer.after} less=${say.printer.fewer} more=${say.printer.more} onChange=${(/** @type {number} */ value) => change({ fail_over_after: value })} />
      <span>${say.printer.tries(printer.fail_over_after)}</span></span></div>`}
    <${Problem} text=${problem} />
  `;
}
