// Setting up a cash drawer: adding one, teaching its sensor in two taps, its alarm.
import { showToast } from "../../../shared/ui/toast.js";
import { icon } from "../../../vendor/icons.js";
import { html, useSignal } from "../../../vendor/ui.js";
import { addDrawer, calibrateDrawer, changeDrawer } from "../../hardware.js";
import { say } from "../../strings.js";
import { useWork } from "../fetched.js";
import { FloorSheet, Problem } from "../pieces.js";
import { Group, TextField, asOptions } from "./fields.js";

/** @typedef {import("../../hardware_wire.js").Drawer} Drawer */

const ALARMS_S = [30, 60, 180, 600];
const SERIAL = "serial";

/** @param {{drawer: Drawer, onChanged: () => Promise<void>, onClose: () => void}} props */
export function DrawerSetUp({ drawer, onChanged, onClose }) {
  const { busy, problem, run } = useWork();
  const name = useSignal(drawer.name);
  const change = (/** @type {Partial<Drawer>} */ changes) => run(async () => {
    await changeDrawer(drawer.id, changes);
    await onChanged();
  });
  const teach = (/** @type {"closed" | "open"} */ step) => run(async () => {
    await calibrateDrawer(drawer.id, step);
    await onChanged();
  });
  const alarms = [...new Set([...ALARMS_S, drawer.open_alarm_s])].sort((a, b) => a - b).map((seconds) => ({ value: String(seconds), text: say.drawers.seconds(seconds) }));
  const renamed = name.value.trim() !== "" && name.value.trim() !== drawer.name;
  return html`
    <${FloorSheet} title=${drawer.name} onClose=${onClose} class="kit-sheet">
      <h3>${say.drawers.sensor}</h3>
      ${drawer.printer_id === null ? html`<p class="sub">${say.drawers.noSensor}</p>` : html`<p aria-live="polite">${say.drawers.steps[drawer.calibration]}</p>
        ${drawer.calibration === "none" && html`<p class="sub">${drawer.say}</p>`}
        <div class="pair fill"><button class=${`button ${drawer.calibration === "closed_seen" ? "" : "primary"}`} disabled=${busy || drawer.calibration === "opening"} onClick=${() => teach("closed")}>${icon("lock", 20)}${say.drawers.closed}</button>
          <button class=${`button ${drawer.calibration === "closed_seen" ? "primary" : ""}`} disabled=${busy || drawer.calibration !== "closed_seen"} onClick=${() => teach("open")}>${icon("banknote", 20)}${say.drawers.openNow}</button></div>`}
      <${Problem} text=${problem} />
      <${Group} label=${say.drawers.alarm} options=${alarms} chosen=${[String(drawer.open_alarm_s)]} onChange=${(/** @type {string[]} */ [value]) => change({ open_alarm_s: Number(value) })} />
      <${TextField} id="drawer-name" label=${say.hardware.name} value=${name} />
      <div class="pair fill"><button class="button" disabled=${busy || !renamed} onClick=${() => change({ name: name.value.trim() })}>${say.hardware.save}</button>
        <button class="button" disabled=${busy} onClick=${() => change({ enabled: !drawer.enabled })}>${icon("power", 20)}${drawer.enabled ? say.printer.off : say.printer.on}</button></div>
    <//>
  `;
}

/** @param {{printers: readonly {id: string, name: string, receipts: boolean}[], onChanged: () => Promise<void>, onClose: () => void}} props */
export function AddDrawer({ printers, onChanged, onClose }) {
  const name = useSignal(say.drawers.defaultName);
  const on = useSignal(printers.find((printer) => printer.receipts)?.id ?? printers[0]?.id ?? SERIAL);
  const pin = useSignal("");
  const port = useSignal("");
  const { busy, problem, run } = useWork();
  const serial = on.value === SERIAL;
  const add = () => run(async () => {
    await addDrawer({ name: name.value.trim(), printer_id: serial ? null : on.value, address: serial ? port.value.trim() : null, pin: serial || pin.value === "" ? null : Number(pin.value) });
    showToast(say.drawers.added(name.value.trim()));
    await onChanged();
    onClose();
  });
  const ready = name.value.trim() !== "" && (!serial || port.value.trim() !== "");
  const foot = html`<button class="button primary wide" disabled=${busy || !ready} onClick=${add}>${say.drawers.add}</button>`;
  return html`
    <${FloorSheet} title=${say.drawers.add} onClose=${onClose} foot=${foot}>
      <${TextField} id="new-drawer-name" label=${say.hardware.name} value=${name} />
      <${Group} label=${say.drawers.printer} options=${[...asOptions(printers), { value: SERIAL, text: say.drawers.serial }]} chosen=${[on.value]} onChange=${(/** @type {string[]} */ [value]) => (on.value = value ?? SERIAL)} />
      ${serial
        ? html`<${TextField} id="new-drawer-port" label=${say.others.address} hint=${say.others.addressHint} value=${port} long=${200} plain />`
        : html`<${Group} label=${say.drawers.pin} options=${["", "2", "5"].map((value) => ({ value, text: say.drawers.pins[value] ?? value }))} chosen=${[pin.value]} onChange=${(/** @type {string[]} */ [value]) => (pin.value = value ?? "")} />`}
      <${Problem} text=${problem} />
    <//>
  `;
}
