// How loud new tickets ring, and which keys a bump bar has.
import { icon } from "../../vendor/icons.js";
import { html } from "../../vendor/ui.js";
import { ringNew, setVolume, unlock, volume } from "../sound.js";
import { say } from "../strings.js";
import { Panel } from "./panel.js";

export function SoundPanel() {
  const slide = (/** @type {InputEvent} */ event) => setVolume(Number(/** @type {HTMLInputElement} */ (event.target).value));
  const play = async () => {
    await unlock();
    ringNew();
  };
  return html`
    <${Panel} title=${say.sound.title}>
      <div class="volume">
        ${icon("volume-x", 26)}
        <input type="range" min="0" max="100" step="10" value=${volume.value} onInput=${slide} aria-label=${say.sound.volume} />
        ${icon("volume-2", 26)}
        <output class="number">${volume.value === 0 ? say.sound.muted : `${volume.value} %`}</output>
        <button class="button" onClick=${play}>${icon("bell", 22)}${say.sound.test}</button>
      </div>
      <h3>${say.sound.keys}</h3>
      <dl class="keys">${say.sound.keyList.map(([key, does]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${does}</dd></div>`)}</dl>
    <//>
  `;
}
