// A printer's name, model and address; taking it out of use; removing it for good.
import { showToast } from "../../../shared/ui/toast.js";
import { icon } from "../../../vendor/icons.js";
import { html, useEffect, useSignal } from "../../../vendor/ui.js";
import { changePrinter, removePrinter, renewAddress } from "../../hardware.js";
import { CALLING, changesOf, modelsFor, usualModel } from "../../hardware_rules.js";
import { say } from "../../strings.js";
import { useWork } from "../fetched.js";
import { Problem } from "../pieces.js";
import { Choice, Fold, TextField } from "./fields.js";
import { PollAddress } from "./poll_address.js";

/** @typedef {import("../../hardware_wire.js").ListedPrinter} ListedPrinter */

/** @param {{printer: ListedPrinter, printers: import("../../hardware_wire.js").PrinterList, onChanged: () => Promise<void>, onRemoved: () => void}} props */
export function PrinterSettings({ printer, printers, onChanged, onRemoved }) {
  const name = useSignal(printer.name);
  const profile = useSignal(printer.profile);
  const bridge = useSignal(printer.bridge);
  const where = useSignal(printer.address);
  const { busy, problem, run } = useWork();
  const models = modelsFor(bridge.value, printers.models);
  useEffect(() => {
    if (!models.some((one) => one.profile === profile.value)) profile.value = usualModel(bridge.value, printers.models);
  }, [bridge.value]);
  const changes = changesOf(printer, { name: name.value.trim(), profile: profile.value, bridge: bridge.value, address: where.value.trim() });
  const save = () => run(async () => {
    await changePrinter(printer.id, changes);
    showToast(say.hardware.saved);
    await onChanged();
  });
  const changed = Object.keys(changes).length > 0 && name.value.trim() !== "" && where.value.trim() !== "";
  return html`
    <${Fold} title=${say.printer.settings}>
      <${TextField} id="printer-name" label=${say.hardware.name} value=${name} />
      <${Choice} id="printer-model" label=${say.printer.model} value=${profile} options=${models.map((one) => ({ value: one.profile, text: one.say }))} />
      <${Choice} id="printer-language" label=${say.printer.language} value=${bridge} options=${printers.bridges.map((value) => ({ value, text: say.add.ways[value] ?? value }))} />
      <${TextField} id="printer-address" label=${say.printer.address} value=${where} long=${300} plain />
      <${Problem} text=${problem} />
      <button class="button primary wide" disabled=${busy || !changed} onClick=${save}>${busy ? say.hardware.saving : say.hardware.save}</button>
      ${CALLING.has(printer.bridge) && html`<${NewPoll} printer=${printer} />`}
      <${Leaving} printer=${printer} onChanged=${onChanged} onRemoved=${onRemoved} />
    <//>
  `;
}

/** @param {{printer: ListedPrinter}} props */
function NewPoll({ printer }) {
  const made = useSignal(/** @type {import("../../hardware_wire.js").PollAddress | null} */ (null));
  const { busy, problem, run } = useWork();
  const renew = () => run(async () => (made.value = await renewAddress(printer.id)));
  return html`
    <button class="button wide" data-act="" disabled=${busy} onClick=${renew}>${icon("qr-code", 20)}${say.printer.newPoll}</button><p class="sub">${say.printer.newPollHint}</p><${Problem} text=${problem} />
    ${made.value && html`<${PollAddress} name=${printer.name} url=${made.value.poll_url} svg=${made.value.poll_svg} onClose=${() => (made.value = null)} />`}
  `;
}

/** @param {{printer: ListedPrinter, onChanged: () => Promise<void>, onRemoved: () => void}} props */
function Leaving({ printer, onChanged, onRemoved }) {
  const sure = useSignal(false);
  const { busy, problem, run } = useWork();
  const toggle = () => run(async () => {
    await changePrinter(printer.id, { enabled: !printer.enabled });
    await onChanged();
  });
  const remove = async () => {
    const gone = await run(() => removePrinter(printer.id));
    sure.value = false;
    if (!gone) return;
    showToast(say.printer.removed(printer.name));
    onRemoved();
    await onChanged();
  };
  return html`
    <div class="pair fill">
      <button class="button" data-act="" disabled=${busy} onClick=${toggle}>${icon("power", 20)}${printer.enabled ? say.printer.off : say.printer.on}</button>
      ${sure.value
        ? html`<button class="button" onClick=${() => (sure.value = false)}>${say.cancel}</button><button class="button danger" data-act="" disabled=${busy} onClick=${remove}>${say.printer.sure}</button>`
        : html`<button class="button danger" data-act="" onClick=${() => (sure.value = true)}>${icon("trash-2", 20)}${say.hardware.remove}</button>`}
    </div>
    <${Problem} text=${problem} />
  `;
}
