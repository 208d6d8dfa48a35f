// Opening the cash drawer without a sale: the reason is written down.
import { showToast } from "../../shared/ui/toast.js";
import { html, useSignal } from "../../vendor/ui.js";
import { openDrawer } from "../appliance.js";
import { say } from "../strings.js";
import { useWork } from "./fetched.js";
import { FloorSheet, Problem, closeSheet } from "./pieces.js";

export function DrawerSheet() {
  const reason = useSignal("");
  const { busy, problem, run } = useWork();
  const open = async (/** @type {string} */ why) => {
    if (!(await run(() => openDrawer(why)))) return;
    showToast(say.me.drawerOpen);
    closeSheet();
  };
  const typed = (/** @type {InputEvent} */ event) => (reason.value = /** @type {HTMLInputElement} */ (event.target).value);
  const foot = html`<button class="button primary wide" disabled=${busy || reason.value.trim() === ""} onClick=${() => open(reason.value.trim())}>${say.me.drawer}</button>`;
  return html`
    <${FloorSheet} title=${say.me.drawer} foot=${foot}>
      <div class="field"><label for="reason">${say.me.drawerWhy}</label><input id="reason" class="input" maxlength="140" value=${reason.value} onInput=${typed} /></div>
      <div class="chips">${say.me.drawerReasons.map((why) => html`<button class="chip" disabled=${busy} onClick=${() => (reason.value = why)}>${why}</button>`)}</div>
      <${Problem} text=${problem} />
    <//>
  `;
}
