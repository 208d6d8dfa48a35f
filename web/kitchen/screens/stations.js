// Which stations this screen shows: one, some, all; kept on the device.
import { html, useSignal } from "../../vendor/ui.js";
import { begin, showsAll } from "../appliance.js";
import { chooseStations } from "../device.js";
import { knownStations } from "../rules.js";
import { board } from "../state.js";
import { say } from "../strings.js";
import { Panel, closePanel } from "./panel.js";

export function StationPicker() {
  const stations = board.value?.stations ?? [];
  const shown = board.peek();
  const chosen = useSignal(shown === null || showsAll.peek() ? [] : knownStations(shown).map((station) => station.id));
  const toggle = (/** @type {string} */ id) => {
    chosen.value = chosen.value.includes(id) ? chosen.value.filter((one) => one !== id) : [...chosen.value, id];
  };
  const show = () => {
    chooseStations(chosen.value.length === stations.length ? [] : chosen.value);
    closePanel();
    void begin();
  };
  const foot = html`<button class="button primary wide" data-act="" onClick=${show}>${say.stations.show}</button>`;
  return html`
    <${Panel} title=${say.stations.title} foot=${foot}>
      <p class="sub">${say.stations.hint}</p>
      <div class="names">
        <button class="button" aria-pressed=${chosen.value.length === 0 ? "true" : "false"} onClick=${() => (chosen.value = [])}>${say.stations.all}</button>
        ${stations.map((station) => html`<button key=${station.id} class="button" aria-pressed=${chosen.value.includes(station.id) ? "true" : "false"} onClick=${() => toggle(station.id)}>${station.name}</button>`)}
      </div>
    <//>
  `;
}
