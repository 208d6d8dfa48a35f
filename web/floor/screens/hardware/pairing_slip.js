// A status slip with a code for one new device: a person chooses what the device is, the code stands only on the paper.
import { showToast } from "../../../shared/ui/toast.js";
import { icon } from "../../../vendor/icons.js";
import { html, useSignal } from "../../../vendor/ui.js";
import { printPairingSlip } from "../../hardware.js";
import { may } from "../../rules.js";
import { staff } from "../../state.js";
import { say } from "../../strings.js";
import { time } from "../../words.js";
import { useWork } from "../fetched.js";
import { Problem } from "../pieces.js";
import { Fold, TextField } from "./fields.js";

/** @param {{printer: import("../../hardware_wire.js").ListedPrinter, onChanged: () => Promise<void>}} props */
export function PairingSlip({ printer, onChanged }) {
  const { busy, problem, run } = useWork();
  const name = useSignal("");
  if (!may(staff.value, "pair_device")) return null;
  const print = (/** @type {string} */ kind, /** @type {string} */ called) => run(async () => {
    const stations = kind === "kitchen" ? printer.stations.map((station) => station.id) : [];
    const { expires_at } = await printPairingSlip(printer.id, { kind, name: name.value.trim() || called, stations });
    name.value = "";
    showToast(say.printer.slipPrints(time(expires_at)));
    await onChanged();
  });
  const kinds = [["kitchen", say.devices.addKitchen], ["floor", say.devices.addFloor]];
  return html`
    <${Fold} title=${say.printer.pairingSlip}>
      <p class="sub">${say.printer.pairingSlipHint}</p>
      <${TextField} id="slip_name" label=${say.printer.slipCalled} value=${name} hint=${say.devices.nameHint["floor"]} long=${40} />
      <div class="pair fill" role="group" aria-label=${say.printer.printFor}>
        ${kinds.map(([kind, called]) => html`<button key=${kind} class="button" disabled=${busy || !printer.enabled} onClick=${() => print(kind ?? "", called ?? "")}>${icon("printer", 20)}${called}</button>`)}
      </div>
      <${Problem} text=${problem} />
    <//>
  `;
}
