// Guest displays and the modem: how they are, a test, adding one.
import { showToast } from "../../../shared/ui/toast.js";
import { icon } from "../../../vendor/icons.js";
import { html, useSignal } from "../../../vendor/ui.js";
import { addPeripheral, changePeripheral, fetchPeripherals, testPeripheral } from "../../hardware.js";
import { alerts, connected } from "../../state.js";
import { say } from "../../strings.js";
import { useFetched, useWork } from "../fetched.js";
import { FloorSheet, Problem } from "../pieces.js";
import { Arriving, Group, TextField } from "./fields.js";

/** @typedef {import("../../hardware_wire.js").Peripheral} Peripheral */

const POLE_LANGUAGES = ["escpos", "cd5220", "logic", "plain"];

export const useOthers = () => useFetched(fetchPeripherals, [alerts.value, connected.value]);

/** @param {{others: ReturnType<typeof useOthers>, onAdd: () => void}} props */
export function OthersSection({ others, onAdd }) {
  return html`
    <section class="kit" aria-labelledby="others">
      <div class="kit-head"><h2 id="others">${say.others.title}</h2><button class="button" onClick=${onAdd}>${icon("plus", 20)}${say.others.add}</button></div>
      <${Arriving} fetched=${others} lines=${2}>
        ${others.value?.length === 0 && html`<p class="sub">${say.others.empty}</p>`}
        <ul class="kit-list">${others.value?.map((device) => html`<li key=${device.id}><${OtherCard} device=${device} onChanged=${others.reload} /></li>`)}</ul>
      <//>
    </section>
  `;
}

/** @param {{device: Peripheral, onChanged: () => Promise<void>}} props */
function OtherCard({ device, onChanged }) {
  const asking = useSignal(false);
  const number = useSignal("");
  const { busy, problem, run } = useWork();
  const test = () => run(async () => {
    await testPeripheral(device.id, number.value.trim());
    asking.value = false;
    showToast(say.others.tested[device.kind] ?? "");
  });
  const toggle = () => run(async () => {
    await changePeripheral(device.id, { enabled: !device.enabled });
    await onChanged();
  });
  const word = !device.enabled ? say.others.off : device.online ? say.others.online : say.others.offline;
  const facts = [say.others.kinds[device.kind], device.signal !== null && say.others.signal(device.signal)].filter(Boolean).join(" · ");
  return html`
    <article class="card kit-card" aria-label=${device.name}>
      <div class="kit-name">${icon(device.kind === "modem" ? "wifi" : "eye", 24)}<span class="grow"><b class="name">${device.name}</b><span class="sub">${facts}</span></span><span class=${`tag ${!device.enabled ? "" : device.online ? "done" : "late"}`}>${word}</span></div>
      ${device.enabled && !device.online && html`<p class="says late">${device.say.replace(`${device.name}: `, "")}</p>`}
      ${asking.value && html`<${TextField} id=${`number-${device.id}`} label=${say.others.number} value=${number} long=${20} plain />`}
      <${Problem} text=${problem} />
      <div class="pair">
        ${asking.value
          ? html`<button class="button primary" disabled=${busy || number.value.trim() === ""} onClick=${test}>${say.others.sendTest}</button><button class="button" onClick=${() => (asking.value = false)}>${say.cancel}</button>`
          : html`<button class="button" disabled=${busy || !device.enabled} onClick=${() => (device.kind === "modem" ? (asking.value = true) : test())}>${say.others.test}</button>
            <button class="button" data-act="" disabled=${busy} onClick=${toggle}>${icon("power", 20)}${device.enabled ? say.printer.off : say.printer.on}</button>`}
      </div>
    </article>
  `;
}

/** @param {{onChanged: () => Promise<void>, onClose: () => void}} props */
export function AddOther({ onChanged, onClose }) {
  const kind = useSignal("pole");
  const name = useSignal(say.others.defaultName["pole"] ?? "");
  const where = useSignal("");
  const language = useSignal("escpos");
  const pin = useSignal("");
  const { busy, problem, run } = useWork();
  const modem = kind.value === "modem";
  const choose = (/** @type {string} */ value) => {
    if (name.value === say.others.defaultName[kind.value]) name.value = say.others.defaultName[value] ?? "";
    kind.value = value;
  };
  const add = () => run(async () => {
    await addPeripheral({ kind: kind.value, name: name.value.trim(), address: where.value.trim(), language: modem ? "at" : language.value, pin: modem && pin.value.trim() ? pin.value.trim() : null });
    showToast(say.others.added(name.value.trim()));
    await onChanged();
    onClose();
  });
  const foot = html`<button class="button primary wide" disabled=${busy || name.value.trim() === "" || where.value.trim() === ""} onClick=${add}>${say.hardware.add}</button>`;
  return html`
    <${FloorSheet} title=${say.others.add} onClose=${onClose} foot=${foot}>
      <${Group} label=${say.found.use} options=${Object.entries(say.others.kinds).map(([value, text]) => ({ value, text }))} chosen=${[kind.value]} onChange=${(/** @type {string[]} */ [value]) => choose(value ?? "pole")} />
      <${TextField} id="other-device-name" label=${say.hardware.name} value=${name} />
      <${TextField} id="other-device-address" label=${say.others.address} hint=${say.others.addressHint} value=${where} long=${200} plain />
      ${modem ? html`<${TextField} id="other-device-pin" label=${say.others.pin} value=${pin} long=${8} digits plain />` : html`<${Group} label=${say.others.language} options=${POLE_LANGUAGES.map((value) => ({ value, text: value }))} chosen=${[language.value]} onChange=${(/** @type {string[]} */ [value]) => (language.value = value ?? "escpos")} />`}
      <${Problem} text=${problem} />
    <//>
  `;
}
