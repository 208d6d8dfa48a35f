// Taking in a found thing as something else than suggested.
import { showToast } from "../../../shared/ui/toast.js";
import { html, useSignal } from "../../../vendor/ui.js";
import { approve } from "../../hardware.js";
import { checkNumber } from "../../hardware_rules.js";
import { say } from "../../strings.js";
import { useWork } from "../fetched.js";
import { FloorSheet, Problem } from "../pieces.js";
import { Choice, Group, TextField, asOptions } from "./fields.js";

/** @typedef {import("../../hardware_wire.js").Role} Role */

const PRINTER_ROLES = /** @type {Role[]} */ (["station_printer", "receipt_printer", "label_printer"]);
const SCREEN_ROLES = /** @type {Role[]} */ (["kitchen_screen", "floor_tablet"]);
const SPEEDS = ["9600", "19200", "38400", "57600", "115200"];
/** Roles with stations of their own. */
const AT_STATIONS = new Set(["station_printer", "kitchen_screen"]);

/** @param {{item: import("../../hardware_wire.js").FoundThing, list: import("../../hardware_wire.js").FoundList, onApproved: () => void, onClose: () => void}} props */
export function FoundOther({ item, list, onApproved, onClose }) {
  const usual = item.suggestion;
  const screen = item.kind === "screen";
  const role = useSignal(usual?.role ?? "station_printer");
  const name = useSignal(usual?.name ?? item.name);
  const stations = useSignal(usual?.stations ?? []);
  const profile = useSignal(usual?.profile ?? "");
  const digits = useSignal("");
  const baud = useSignal("9600");
  const flow = useSignal("xonxoff");
  const { busy, problem, run } = useWork();
  const accept = () => run(async () => {
    const wanted = { role: role.value, name: name.value.trim(), stations: AT_STATIONS.has(role.value) ? stations.value : [] };
    const how = screen ? { check: checkNumber(digits.value) } : item.kind === "serial_port" ? { profile: profile.value, baud: Number(baud.value), flow: flow.value } : { profile: profile.value };
    const done = await approve(item.key, { ...wanted, ...how });
    showToast(say.found.approved[done.kind](done.name));
    onApproved();
  });
  const roles = (screen ? SCREEN_ROLES : PRINTER_ROLES).map((value) => ({ value, text: say.found.roles[value] }));
  const ready = name.value.trim() !== "" && (!screen || checkNumber(digits.value) !== "");
  const foot = html`<button class="button primary wide" disabled=${busy || !ready} onClick=${accept}>${busy ? say.found.approving : say.found.approve}</button>`;
  return html`
    <${FloorSheet} title=${usual?.name || item.name} onClose=${onClose} foot=${foot}>
      <${Group} label=${say.found.use} options=${roles} chosen=${[role.value]} onChange=${(/** @type {string[]} */ [value]) => (role.value = /** @type {Role} */ (value))} />
      ${AT_STATIONS.has(role.value) && html`<${Group} several label=${say.hardware.stations} hint=${screen ? say.found.allStations : ""} options=${asOptions(list.stations)} chosen=${stations.value} onChange=${(/** @type {string[]} */ chosen) => (stations.value = chosen)} />`}
      <${TextField} id="other-name" label=${say.hardware.name} value=${name} long=${40} />
      ${screen
        ? html`<${TextField} id="other-check" label=${say.found.check} value=${digits} long=${4} digits plain /><p class="sub">${say.found.checkHint}</p>`
        : html`<${Choice} id="other-model" label=${say.found.model} value=${profile} options=${list.profiles.map((one) => ({ value: one.name, text: one.say }))} />`}
      ${item.kind === "serial_port" && html`<${Choice} id="other-baud" label=${say.found.baud} value=${baud} options=${SPEEDS.map((value) => ({ value, text: value }))} />
        <${Choice} id="other-flow" label=${say.found.flow} value=${flow} options=${Object.entries(say.found.flows).map(([value, text]) => ({ value, text }))} />`}
      <${Problem} text=${problem} />
    <//>
  `;
}
