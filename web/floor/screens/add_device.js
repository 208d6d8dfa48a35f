// Adding a device: what it is, then the code it scans or types.
import { Chips } from "../../shared/ui/chips.js";
import { html, useSignal } from "../../vendor/ui.js";
import { fetchStations, makeCode } from "../appliance.js";
import { say } from "../strings.js";
import { time } from "../words.js";
import { useFetched, useWork } from "./fetched.js";
import { FloorSheet, Problem, QrPicture } from "./pieces.js";

/** @param {{onDone: () => void}} props */
export function AddDevice({ onDone }) {
  const kind = useSignal("kitchen");
  const name = useSignal("");
  const stations = useSignal(/** @type {string[]} */ ([]));
  const made = useSignal(/** @type {{code: string, expires_at: number, url: string, svg: string} | null} */ (null));
  const { busy, problem, run } = useWork();
  const known = useFetched(fetchStations, []);
  const make = () => run(async () => (made.value = await makeCode({ kind: kind.value, name: name.value.trim(), stations: kind.value === "kitchen" ? stations.value : [] })));
  if (made.value) return html`<${Code} made=${made.value} onDone=${onDone} />`;
  const typed = (/** @type {InputEvent} */ event) => (name.value = /** @type {HTMLInputElement} */ (event.target).value);
  const kinds = [{ value: "kitchen", text: say.devices.addKitchen }, { value: "floor", text: say.devices.addFloor }];
  const foot = html`<button class="button primary wide" disabled=${busy || name.value.trim() === ""} onClick=${make}>${busy ? say.devices.making : say.devices.make}</button>`;
  return html`
    <${FloorSheet} title=${say.devices.add} onClose=${onDone} foot=${foot}>
      <${Chips} label=${say.devices.add} options=${kinds} chosen=${[kind.value]} onChange=${(/** @type {string[]} */ [value]) => (kind.value = value ?? "kitchen")} />
      <div class="field"><label for="name">${say.devices.name}</label><input id="name" class="input" maxlength="40" value=${name.value} onInput=${typed} placeholder=${say.devices.nameHint[kind.value]} /></div>
      ${kind.value === "kitchen" && known.value && html`<p class="label">${say.devices.stations} <span class="sub">${say.devices.allStations}</span></p>
        <${Chips} several label=${say.devices.stations} options=${known.value.map((station) => ({ value: station.id, text: station.name }))} chosen=${stations.value} onChange=${(/** @type {string[]} */ chosen) => (stations.value = chosen)} />`}
      <${Problem} text=${problem} />
    <//>
  `;
}

/** @param {{made: {code: string, expires_at: number, url: string, svg: string}, onDone: () => void}} props */
function Code({ made, onDone }) {
  return html`
    <${FloorSheet} title=${say.devices.scan} onClose=${onDone} class="scan">
      <${QrPicture} svg=${made.svg} alt=${say.devices.scan} />
      <p class="word">${made.code}</p>
      <p class="sub center">${say.devices.valid(time(made.expires_at))}</p>
      <p class="url">${made.url}</p>
    <//>
  `;
}
