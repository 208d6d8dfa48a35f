// Opening the cash drawer without a sale: the reason is written down.
import { showToast } from "../../shared/ui/toast.js";
import { html, useSignal } from "../../vendor/ui.js";
import { openDrawer } from "../appliance.js";
import { openThisDrawer } from "../hardware.js";
import { say } from "../strings.js";
import { useWork } from "./fetched.js";
import { FloorSheet, Problem, closeSheet } from "./pieces.js";

/** @param {{drawer?: {id: string, name: string} | null, onClose?: () => void}} props without a drawer: the one at the receipt printer */
export function DrawerSheet({ drawer = null, onClose = closeSheet }) {
  const reason = useSignal("");
  const { busy, problem, run } = useWork();
  const open = async (/** @type {string} */ why) => {
    if (!(await run(() => (drawer ? openThisDrawer(drawer.id, why) : openDrawer(why))))) return;
    showToast(say.me.drawerOpen);
    onClose();
  };
  const typed = (/** @type {InputEvent} */ event) => (reason.value = /** @type {HTMLInputElement} */ (event.target).value);
  const foot = html`<button class="button primary wide" data-act="" disabled=${busy || reason.value.trim() === ""} onClick=${() => open(reason.value.trim())}>${say.me.drawer}</button>`;
  return html`
    <${FloorSheet} title=${drawer ? say.drawers.openTitle(drawer.name) : say.me.drawer} onClose=${onClose} foot=${foot}>
      <div class="field"><label for="reason">${say.me.drawerWhy}</label><input id="reason" class="input" maxlength="140" value=${reason.value} onInput=${typed} /></div>
      <div class="chips">${say.me.drawerReasons.map((why) => html`<button class="chip" disabled=${busy} onClick=${() => (reason.value = why)}>${why}</button>`)}</div>
      <${Problem} text=${problem} />
    <//>
  `;
}
