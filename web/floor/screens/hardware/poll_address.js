// The secret address a printer has to call, shown once.
import { html } from "../../../vendor/ui.js";
import { say } from "../../strings.js";
import { FloorSheet, QrPicture } from "../pieces.js";

/** @param {{name: string, url: string, svg: string, onClose: () => void}} props */
export function PollAddress({ name, url, svg, onClose }) {
  const foot = html`<button class="button primary wide" onClick=${onClose}>${say.done}</button>`;
  return html`
    <${FloorSheet} title=${name} onClose=${onClose} class="scan" foot=${foot}>
      <p><b>${say.add.poll}</b></p>
      ${svg && html`<${QrPicture} svg=${svg} alt=${say.add.poll} />`}
      <p class="url">${url}</p>
      <p class="sub">${say.add.pollHint}</p>
    <//>
  `;
}
