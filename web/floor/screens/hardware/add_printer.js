// A printer that was not found by itself: look at its address, or enter everything by hand.
import { showToast } from "../../../shared/ui/toast.js";
import { icon } from "../../../vendor/icons.js";
import { html, useSignal } from "../../../vendor/ui.js";
import { addPrinter, fetchFound, lookAt } from "../../hardware.js";
import { CALLING, foundAt, macOf, modelsFor, usualModel } from "../../hardware_rules.js";
import { address } from "../../route.js";
import { say } from "../../strings.js";
import { useWork } from "../fetched.js";
import { FloorSheet, Problem } from "../pieces.js";
import { Choice, Group, TextField, asOptions } from "./fields.js";
import { FoundCard } from "./found.js";
import { PollAddress } from "./poll_address.js";

/** @typedef {import("../../hardware_wire.js").FoundThing} FoundThing */
/** @typedef {import("../../hardware_wire.js").FoundList} FoundList */
/** @typedef {import("../../hardware_wire.js").PrinterList} PrinterList */

const LOOKS = 7;
const LOOK_MS = 800;

/**
 * What stands at an address a few seconds after it was asked about.
 * @param {string} where
 * @returns {Promise<{item: FoundThing | null, list: FoundList}>}
 */
async function look(where) {
  await lookAt(where);
  for (let left = LOOKS; ; left -= 1) {
    await new Promise((done) => setTimeout(done, LOOK_MS));
    const list = await fetchFound();
    const item = foundAt(list.items, where);
    if (item || left <= 1) return { item, list };
  }
}

/** @param {{canSearch: boolean, onApproved: () => void, onOther: (item: FoundThing) => void, onTry: (where: string) => void, onHand: () => void, onClose: () => void}} props */
export function AddByAddress({ canSearch, onApproved, onOther, onTry, onHand, onClose }) {
  const where = useSignal("");
  const seen = useSignal(/** @type {{item: FoundThing | null, list: FoundList} | null} */ (null));
  const { busy, problem, run } = useWork();
  const start = () => run(async () => {
    if (!canSearch) return onTry(where.value.trim());
    seen.value = null;
    seen.value = await look(where.value.trim());
  });
  const foot = html`<button class=${`button wide ${seen.value ? "" : "primary"}`} disabled=${busy || where.value.trim() === ""} onClick=${start}>${busy ? say.add.looking : canSearch ? say.add.look : say.add.tryIt}</button>`;
  const approved = () => {
    onApproved();
    onClose();
  };
  return html`
    <${FloorSheet} title=${say.add.title} onClose=${onClose} foot=${foot}>
      <${TextField} id="address" label=${say.add.address} hint=${say.add.addressHint} value=${where} long=${100} plain />
      <div class="outcome" aria-live="polite">${seen.value && html`<${Seen} seen=${seen.value} onApproved=${approved} onOther=${onOther} onTry=${() => onTry(where.value.trim())} />`}</div>
      <${Problem} text=${problem} />
      <button class="button plain wide" onClick=${onHand}>${say.add.byHand}</button>
    <//>
  `;
}

/** @param {{seen: {item: FoundThing | null, list: FoundList}, onApproved: () => void, onOther: (item: FoundThing) => void, onTry: () => void}} props */
function Seen({ seen: { item, list }, onApproved, onOther, onTry }) {
  if (item?.known_as) return html`<p class="notice done">${icon("circle-check", 22)}<span class="grow">${say.add.already(item.known_as.name)}</span>${item.known_as.kind === "printer" && html`<a class="button" href=${address("printer", item.known_as.id)}>${say.show}</a>`}</p>`;
  if (item) return html`<${FoundCard} item=${item} list=${list} onApproved=${onApproved} onOther=${() => onOther(item)} /><button class="button wide" onClick=${onTry}>${say.add.tryIt}</button>`;
  return html`<div class="notice soon">${icon("alert-triangle", 22)}<span class="grow">${say.add.nothing}</span></div><button class="button wide" onClick=${onTry}>${say.add.tryIt}</button>`;
}

/** Name and stations as everywhere, the rest for those who know it. @param {{printers: PrinterList, start?: {address: string, bridge: string, profile: string} | null, onDone: () => void, onClose: () => void}} props */
export function PrinterByHand({ printers, onDone, onClose, start = null }) {
  const name = useSignal("");
  const bridge = useSignal(start?.bridge ?? "escpos");
  const where = useSignal(start?.address ?? "");
  const profile = useSignal(start?.profile ?? usualModel(bridge.value, printers.models));
  const stations = useSignal(/** @type {string[]} */ ([]));
  const added = useSignal(/** @type {import("../../hardware_wire.js").PrinterAdded | null} */ (null));
  const { busy, problem, run } = useWork();
  const calls = CALLING.has(bridge.value);
  const choose = (/** @type {string} */ value) => {
    bridge.value = value;
    profile.value = usualModel(value, printers.models);
  };
  const add = () => run(async () => {
    const line = calls ? { address: `mac:${macOf(where.value)}`, mac: macOf(where.value) } : { address: where.value.trim() };
    const done = await addPrinter({ name: name.value.trim(), bridge: bridge.value, profile: profile.value, stations: stations.value, ...line });
    showToast(say.add.added(done.printer.name));
    onDone();
    if (done.poll_url === null) return onClose();
    added.value = done;
  });
  if (added.value?.poll_url) return html`<${PollAddress} name=${added.value.printer.name} url=${added.value.poll_url} svg=${added.value.poll_svg ?? ""} onClose=${onClose} />`;
  const ready = name.value.trim() !== "" && (calls ? macOf(where.value) : where.value.trim()) !== "";
  const foot = html`<button class="button primary wide" disabled=${busy || !ready} onClick=${add}>${busy ? say.add.going : say.add.go}</button>`;
  return html`
    <${FloorSheet} title=${say.add.handTitle} onClose=${onClose} foot=${foot}>
      ${start ? html`<p class="sub">${say.attempt.last}</p>` : html`<${Group} label=${say.add.way} options=${printers.bridges.map((value) => ({ value, text: say.add.ways[value] ?? value }))} chosen=${[bridge.value]} onChange=${(/** @type {string[]} */ [value]) => choose(value ?? "escpos")} />
        ${calls ? html`<${TextField} id="hand-mac" label=${say.add.mac} hint=${say.add.macHint} value=${where} long=${17} plain />` : html`<${TextField} id="hand-address" label=${say.add.address} hint=${say.add.lineHint} value=${where} long=${200} plain />`}
        <${Choice} id="hand-model" label=${say.found.model} value=${profile} options=${modelsFor(bridge.value, printers.models).map((one) => ({ value: one.profile, text: one.say }))} />`}
      <${TextField} id="hand-name" label=${say.hardware.name} value=${name} long=${40} />
      <${Group} several label=${say.printer.stations} options=${asOptions(printers.stations)} chosen=${stations.value} onChange=${(/** @type {string[]} */ chosen) => (stations.value = chosen)} />
      <${Problem} text=${problem} />
    <//>
  `;
}
