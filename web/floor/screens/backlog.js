// Old papers of one printer after a long outage: print all, only the newest, or drop them for a reason.
import { clock } from "../../shared/time.js";
import { Stepper } from "../../shared/ui/stepper.js";
import { showToast } from "../../shared/ui/toast.js";
import { html, useSignal } from "../../vendor/ui.js";
import { fetchJobs } from "../appliance.js";
import { decideBacklog } from "../hardware.js";
import { kept, span } from "../hardware_rules.js";
import { alerts, floor } from "../state.js";
import { say } from "../strings.js";
import { age } from "../words.js";
import { useFetched, useWork } from "./fetched.js";
import { Fold } from "./hardware/fields.js";
import { FloorSheet, Problem, closeSheet } from "./pieces.js";

/** @typedef {import("../wire.js").Alert} Alert */
/** @typedef {import("../hardware_wire.js").BacklogWish} BacklogWish */

const USUAL_KEEP = 3;
const LEAST_REASON = 3;

/** @param {{alert: Alert}} props as it was when it was opened */
export function BacklogSheet({ alert }) {
  const now = alerts.value.find((one) => one.id === alert.id) ?? alert;
  const dropping = useSignal(false);
  const { busy, problem, run } = useWork();
  const decide = async (/** @type {BacklogWish} */ wish) => {
    /** @type {{printed: number, dropped: number} | null} */
    let done = null;
    if (!(await run(async () => (done = await decideBacklog(now.printer_id ?? "", wish))))) return;
    if (done) showToast(say.backlog.done(/** @type {{printed: number}} */ (done).printed, /** @type {{dropped: number}} */ (done).dropped));
    closeSheet();
  };
  const name = floor.value?.printers.find((printer) => printer.id === now.printer_id)?.name ?? "";
  if (dropping.value) return html`<${Dropping} key="drop" title=${say.backlog.title(now.count, name)} count=${now.count} busy=${busy} problem=${problem} onDrop=${(/** @type {string} */ reason) => decide({ decision: "drop", keep: null, reason })} onBack=${() => (dropping.value = false)} />`;
  return html`
    <${FloorSheet} key="choose" title=${say.backlog.title(now.count, name)} class="kit-sheet">
      <p>${say.backlog.waited(span((clock.value - now.since) / 1000))}</p>
      <button class="button primary wide big" data-act="" disabled=${busy} onClick=${() => decide({ decision: "all", keep: null, reason: null })}>${say.backlog.all(now.count)}</button>
      ${now.count > 1 && html`<${Newest} count=${now.count} busy=${busy} onKeep=${(/** @type {number} */ keep) => decide({ decision: "newest", keep, reason: null })} />`}
      <button class="button danger wide" disabled=${busy} onClick=${() => (dropping.value = true)}>${say.backlog.drop}</button>
      <${Problem} text=${problem} />
      <${Fold} title=${say.backlog.papers}><${Papers} ids=${now.job_ids} /><//>
    <//>
  `;
}

/** @param {{count: number, busy: boolean, onKeep: (keep: number) => void}} props */
function Newest({ count, busy, onKeep }) {
  const wanted = useSignal(USUAL_KEEP);
  const keep = kept(wanted.value, count);
  return html`
    <div class="newest">
      <span class="grow"><b>${say.backlog.newest}</b><span class="sub">${say.backlog.leaves(count - keep)}</span></span>
      <${Stepper} value=${keep} least=${1} most=${count - 1} label=${say.backlog.newest} less=${say.backlog.fewer} more=${say.backlog.more} onChange=${(/** @type {number} */ value) => (wanted.value = value)} />
      <button class="button" data-act="" disabled=${busy} onClick=${() => onKeep(keep)}>${say.backlog.printNewest(keep)}</button>
    </div>
  `;
}

/** @param {{title: string, count: number, busy: boolean, problem: string, onDrop: (reason: string) => void, onBack: () => void}} props */
function Dropping({ title, count, busy, problem, onDrop, onBack }) {
  const reason = useSignal("");
  const typed = (/** @type {InputEvent} */ event) => (reason.value = /** @type {HTMLInputElement} */ (event.target).value);
  const ready = reason.value.trim().length >= LEAST_REASON;
  const foot = html`<div class="pair fill"><button class="button" disabled=${busy} onClick=${onBack}>${say.back}</button>
    <button class="button danger" data-act="" disabled=${busy || !ready} onClick=${() => onDrop(reason.value.trim())}>${say.backlog.dropAll(count)}</button></div>`;
  return html`
    <${FloorSheet} title=${title} foot=${foot}>
      <div class="field"><label for="drop-reason">${say.backlog.why}</label><input id="drop-reason" class="input" maxlength="200" value=${reason.value} onInput=${typed} /></div>
      <div class="chips">${say.backlog.reasons.map((why) => html`<button class="chip" key=${why} disabled=${busy} onClick=${() => (reason.value = why)}>${why}</button>`)}</div>
      <${Problem} text=${problem} />
    <//>
  `;
}

/** @param {{ids: string[]}} props */
function Papers({ ids }) {
  const { value, problem } = useFetched(fetchJobs, [ids.join()]);
  const papers = value?.filter((job) => ids.includes(job.id)) ?? [];
  return html`<${Problem} text=${problem} /><ul class="list">${papers.map((job) => html`<li class="row" key=${job.id}><span>${[say.needsYou.kind[job.kind] ?? job.kind, job.order_number !== null && say.needsYou.order(job.order_number), job.table_name].filter(Boolean).join(" · ")}</span><small>${age(job.made_at)}</small></li>`)}</ul>`;
}
