// Tables that were closed, by business day, and the way to bring one back.
import { ApiError } from "../../shared/api.js";
import { showToast } from "../../shared/ui/toast.js";
import { Skeleton } from "../../shared/ui/skeleton.js";
import { icon } from "../../vendor/icons.js";
import { html, useSignal } from "../../vendor/ui.js";
import { fetchHistory, restoreTable } from "../appliance.js";
import { shiftDay } from "../days.js";
import { go } from "../route.js";
import { may } from "../rules.js";
import { staff } from "../state.js";
import { say } from "../strings.js";
import { money, time } from "../words.js";
import { useFetched, useWork } from "./fetched.js";
import { Problem } from "./pieces.js";

/** @typedef {import("../wire.js").PastSitting} PastSitting */

export function HistoryPage() {
  const day = useSignal(/** @type {string | null} */ (null));
  const { value, problem, reload } = useFetched(() => fetchHistory(day.value), [day.value]);
  const shown = value?.date ?? day.value;
  const move = (/** @type {number} */ days) => shown && (day.value = shiftDay(shown, days));
  return html`
    <div class="page-head">
      <h1>${say.past.title}</h1>
      <div class="days">
        <button class="round-button" aria-label=${say.past.earlier} onClick=${() => move(-1)}>${icon("chevron-left", 24)}</button>
        <b>${day.value === null ? say.past.today : shown}</b>
        <button class="round-button" aria-label=${say.past.later} disabled=${day.value === null} onClick=${() => move(1)}>${icon("chevron-right", 24)}</button>
        ${day.value !== null && html`<button class="button" onClick=${() => (day.value = null)}>${say.past.today}</button>`}
      </div>
    </div>
    <${Problem} text=${problem} />
    ${!value && !problem && html`<div class="card"><${Skeleton} lines=${5} label=${say.loading} /></div>`}
    ${value && value.items.length === 0 && html`<p class="empty">${say.past.empty}</p>`}
    <ul class="past">${value?.items.map((item) => html`<${Past} key=${item.session_id} item=${item} onRestored=${reload} />`)}</ul>
  `;
}

/** Brings a party back; false when a colleague has done so already. @param {string} session_id */
async function restoredByUs(session_id) {
  try {
    await restoreTable(session_id);
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.code === "illegal_move") return false;
    throw error;
  }
}

/** @param {{item: PastSitting, onRestored: () => Promise<void>}} props */
function Past({ item, onRestored }) {
  const { busy, problem, run } = useWork();
  const restore = () => run(async () => {
    const first = await restoredByUs(item.session_id);
    showToast(first ? say.past.restored(item.table_name) : say.past.already(item.table_name));
    await onRestored();
    if (first) go("tables");
  });
  const unpaid = item.total_minor - item.paid_minor;
  const how = [say.past.how[item.closed_how] ?? item.closed_how, item.closed_by_name && say.past.by(item.closed_by_name)].filter(Boolean).join(" ");
  return html`
    <li class="card">
      <div class="grow"><b class="name">${item.table_name}</b>
        <span class="sub number">${time(item.opened_at)} – ${time(item.closed_at)} · ${how}</span>
        <span class="sub">${item.order_numbers.length > 0 ? say.card.numbers(item.order_numbers) : say.past.nothing}</span>
        <${Problem} text=${problem} />
      </div>
      <div class="sum">${item.total_minor > 0 && html`<b class="number">${money(item.total_minor)}</b>`}${unpaid > 0 && html`<span class="tag soon">${say.past.unpaid(money(unpaid))}</span>`}</div>
      ${may(staff.value, "restore_table") && html`<button class="button" data-act="" disabled=${busy} aria-label=${`${say.past.restore}: ${item.table_name}`} onClick=${restore}>${icon("undo-2", 20)}${say.past.restore}</button>`}
    </li>
  `;
}
