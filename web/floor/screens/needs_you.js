// What needs a person, with the way to settle it, and below it how printers and kitchen screens are.
import { clock, formatStopwatch } from "../../shared/time.js";
import { icon } from "../../vendor/icons.js";
import { html } from "../../vendor/ui.js";
import { take } from "../actions.js";
import { confirmCancel, decideJob, fetchJobs, serveOrder } from "../appliance.js";
import { standingOf } from "../hardware_rules.js";
import { address } from "../route.js";
import { NEEDS, allThere, may, printerSays, silentSince } from "../rules.js";
import { alerts, calling, floor, sheet, staff, waiting } from "../state.js";
import { say } from "../strings.js";
import { age, since } from "../words.js";
import { useFetched, useWork } from "./fetched.js";
import { PrinterTag } from "./hardware/printers.js";
import { FloorSheet, Problem, closeSheet } from "./pieces.js";

export function NeedsYou() {
  const state = floor.value;
  const known = new Set(alerts.value.map((alert) => alert.say));
  const other = state?.health.items.filter((item) => !known.has(item.say)) ?? [];
  return html`
    <${FloorSheet} title=${say.needsYou.title} class="tall">
      ${alerts.value.length + other.length + calling.value.length === 0 && html`<p class="notice done">${icon("circle-check", 22)}${allThere(state) ? say.needsYou.nothingAllThere : say.needsYou.nothing}</p>`}
      <ul class="list">${calling.value.map((caller) => html`<${CallRow} key=${caller.card.id} caller=${caller} />`)}${alerts.value.map((alert) => html`<${AlertRow} key=${alert.id} alert=${alert} />`)}</ul>
      ${may(staff.value, "decide_print") && html`<${Jobs} />`}
      ${other.length > 0 && html`<h3>${say.needsYou.other}</h3><ul class="list">${other.map((item) => html`<li key=${item.code}>${item.say}</li>`)}</ul>`}
      <${Devices} />
    <//>
  `;
}

/** How printers and kitchen screens are, for everybody. */
export function Devices() {
  const state = floor.value;
  return html`
    <h3>${say.needsYou.printers}</h3>
    <ul class="list">${state?.printers.map((printer) => html`<li key=${printer.id} class="row"><span><b>${printer.name}</b> ${printer.code !== "" && printerSays(printer)}${!printer.online && printer.since !== null && html` <small>${since(printer.since)}</small>`}</span>
      <${PrinterTag} ...${standingOf(printer)} /></li>`)}</ul>
    <h3>${say.needsYou.screens}</h3>
    <ul class="list">${state?.screens.map((screen) => html`<${ScreenRow} key=${screen.id} screen=${screen} />`)}</ul>
  `;
}

/** @param {{screen: import("../wire.js").Screen}} props */
function ScreenRow({ screen }) {
  const silent = screen.silent_s === null ? null : silentSince(screen, alerts.value);
  return html`<li class="row"><span><b>${screen.name}</b> ${silent !== null && say.needsYou.silent(formatStopwatch(silent, clock.value))}</span><${Online} online=${screen.online} /></li>`;
}

/** @param {{online: boolean}} props */
function Online({ online }) {
  return html`<span class=${`tag ${online ? "done" : "late"}`}>${online ? say.needsYou.online : say.needsYou.offline}</span>`;
}

/** @param {{caller: import("../rules.js").Caller}} props */
function CallRow({ caller: { card, code, since: at } }) {
  return html`
    <li class="notice soon">
      ${icon(code === "bill" ? "receipt" : "hand", 22)}<span class="grow"><b>${card.name}</b> ${say.needsYou.calls[code]} <small>${since(at)}</small></span>
      ${code === "calls" && may(staff.value, NEEDS.answer) && html`<button class="button" data-act="" disabled=${waiting.value[card.id] !== undefined} aria-label=${`${say.card.step["answer"]}: ${card.name}`} onClick=${() => take(card, "answer")}>${say.card.step["answer"]}</button>`}
      <a class="button" href=${address("table", card.id)} onClick=${closeSheet}>${say.needsYou.toTable}</a>
    </li>
  `;
}

/** @param {{alert: import("../wire.js").Alert}} props */
function AlertRow({ alert }) {
  const { busy, problem, run } = useWork();
  const served = () => run(() => serveOrder(/** @type {string} */ (alert.order_id)));
  const told = () => run(() => confirmCancel(/** @type {string} */ (alert.ticket_id)));
  return html`
    <li class=${`notice ${alert.level}`}>
      ${icon("alert-triangle", 22)}<span class="grow">${alert.say} <small>${since(alert.since)}</small><${Problem} text=${problem} /></span>
      ${alert.code === "cancel_unheeded" && html`<button class="button" disabled=${busy} onClick=${told}>${say.cancelling.told}</button>`}
      ${alert.code === "ready_after_close" && may(staff.value, "serve") && html`<button class="button" disabled=${busy} onClick=${served}>${say.needsYou.served}</button>`}
      ${alert.table_id !== null && html`<a class="button" href=${address("table", alert.table_id)} onClick=${closeSheet}>${say.needsYou.toTable}</a>`}
      ${alert.code === "backlog" && may(staff.value, "decide_print") && html`<button class="button" onClick=${() => (sheet.value = { name: "backlog", alert })}>${say.backlog.decide}</button>`}
      ${alert.code === "printer" && alert.printer_id !== null && may(staff.value, "manage_devices") && html`<a class="button" href=${address("printer", alert.printer_id)} onClick=${closeSheet}>${say.needsYou.toPrinter}</a>`}
    </li>
  `;
}

function Jobs() {
  const { value, problem, reload } = useFetched(fetchJobs, [alerts.value]);
  if (value !== null && value.length === 0) return null;
  return html`
    <h3>${say.needsYou.jobs}</h3>
    <${Problem} text=${problem} />
    <ul class="list">${value?.map((job) => html`<${JobRow} key=${job.id} job=${job} onDecided=${reload} />`)}</ul>
  `;
}

/** @param {{job: import("../wire.js").PrintJob, onDecided: () => Promise<void>}} props */
function JobRow({ job, onDecided }) {
  const { busy, problem, run } = useWork();
  const decide = (/** @type {"print" | "drop"} */ decision) => run(async () => {
    await decideJob(job.id, decision);
    await onDecided();
  });
  const what = [say.needsYou.kind[job.kind] ?? job.kind, job.order_number !== null && say.needsYou.order(job.order_number), job.table_name].filter(Boolean).join(" · ");
  return html`
    <li class="job">
      <span><b>${what}</b> <span class="sub">${job.printer} · ${age(job.made_at)}${job.attempts > 0 && ` · ${say.needsYou.tries(job.attempts)}`}${job.failover_from !== null && ` · ${say.needsYou.failover(job.failover_from, job.failover_why ?? "")}`}</span>
        <span class="sub">${job.asking ? (say.needsYou.asksWhy[job.asking_why ?? ""] ?? say.needsYou.asks) : job.say}</span><${Problem} text=${problem} /></span>
      <span class="pair">
        ${job.asking && html`<button class="button primary" data-act="" disabled=${busy} onClick=${() => decide("print")}>${say.needsYou.printNow}</button>`}
        <button class="button" data-act="" disabled=${busy} onClick=${() => decide("drop")}>${say.needsYou.drop}</button>
      </span>
    </li>
  `;
}
