// Nothing answers yet: say so and keep trying.
import { icon } from "../../vendor/icons.js";
import { html } from "../../vendor/ui.js";
import { say } from "../strings.js";

export function Unreachable() {
  return html`<main class="nothing" role="alert"><span>${icon("wifi-off", 72)}</span><h1>${say.pairing.failed}</h1><p>${say.connecting}</p></main>`;
}
