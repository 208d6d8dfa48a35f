// One dish of the 86 list: in, out, out until, or only some left.
import { Stepper } from "../../shared/ui/stepper.js";
import { clock, formatClock, serverNow } from "../../shared/time.js";
import { icon } from "../../vendor/icons.js";
import { html, useSignal } from "../../vendor/ui.js";
import { sentenceOf, setAvailability } from "../appliance.js";
import { untilAt } from "../rules.js";
import { connected, zone } from "../state.js";
import { say } from "../strings.js";

/** @typedef {import("../wire.js").KitchenItem} KitchenItem */

/** @param {{item: KitchenItem, open: boolean, onOpen: (id: string | null) => void}} props */
export function OutItemRow({ item, open, onOpen }) {
  const busy = useSignal(false);
  const problem = useSignal("");
  const set = async (/** @type {{out: boolean, remaining: number | null, until_at: number | null}} */ wanted) => {
    if (!connected.peek()) return void (problem.value = say.refusedOffline);
    busy.value = true;
    problem.value = "";
    try {
      await setAvailability(item.item_id, wanted);
      onOpen(null);
    } catch (error) {
      problem.value = `${say.out.failed} ${sentenceOf(error)}`;
    } finally {
      busy.value = false;
    }
  };
  const back = () => set({ out: false, remaining: null, until_at: null });
  return html`
    <li class=${`row ${item.out ? "is-out" : ""}`}>
      <div><b>${item.name}</b>${standing(item)}</div>
      ${item.out
        ? html`<button class="button" data-act="" disabled=${busy.value} onClick=${back} aria-label=${`${item.name}: ${say.out.backIn}`}>${icon("check", 22)}${say.out.backIn}</button>`
        : html`<button class="button" disabled=${busy.value} aria-expanded=${open ? "true" : "false"} onClick=${() => onOpen(open ? null : item.item_id)} aria-label=${`${item.name}: ${say.out.markOut}`}>${say.out.markOut}${icon(open ? "chevron-up" : "chevron-down", 22)}</button>`}
      ${problem.value && html`<p class="problem" role="alert">${icon("alert-circle", 20)}${problem.value}</p>`}
      ${open && !item.out && html`<${Choices} item=${item} busy=${busy.value} onSet=${set} />`}
    </li>
  `;
}

/** @param {KitchenItem} item */
function standing(item) {
  if (item.out) return html`<span class="sub">${item.until_at === null ? say.out.untilFurther : say.out.until(formatClock(item.until_at, clock.value, { zone: zone.value }))}</span>`;
  return item.remaining === null ? null : html`<span class="sub">${say.out.left(item.remaining)}</span>`;
}

/** @param {{item: KitchenItem, busy: boolean, onSet: (wanted: {out: boolean, remaining: number | null, until_at: number | null}) => unknown}} props */
function Choices({ item, busy, onSet }) {
  const count = useSignal(item.remaining ?? 4);
  const out = (/** @type {number | "tonight" | null} */ choice) => onSet({ out: true, remaining: null, until_at: choice === null ? null : untilAt(choice, serverNow(), zone.peek()) });
  const durations = /** @type {[string, number | "tonight" | null][]} */ ([[say.out.open, null], [say.out.half, 30], [say.out.hour, 60], [say.out.tonight, "tonight"]]);
  return html`
    <div class="choices">
      <span class="label">${say.out.forHowLong}</span>
      <div class="names">${durations.map(([word, choice]) => html`<button class="button" data-act="" disabled=${busy} onClick=${() => out(choice)}>${word}</button>`)}</div>
      <span class="label">${say.out.count}</span>
      <div class="count">
        <${Stepper} value=${count.value} least=${1} most=${999} onChange=${(/** @type {number} */ value) => (count.value = value)} less=${say.out.fewer} more=${say.out.more} label=${say.out.count} lessMark=${icon("minus", 24)} moreMark=${icon("plus", 24)} />
        <button class="button" data-act="" disabled=${busy} onClick=${() => onSet({ out: false, remaining: count.value, until_at: null })}>${say.out.countSet}</button>
        ${item.remaining !== null && html`<button class="button" data-act="" disabled=${busy} onClick=${() => onSet({ out: false, remaining: null, until_at: null })}>${say.out.countOff}</button>`}
      </div>
    </div>
  `;
}
