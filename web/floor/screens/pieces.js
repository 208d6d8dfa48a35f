// Small pieces the floor's screens share: a reason, a sheet with our cross, a number pad, a QR picture.
import { Sheet } from "../../shared/ui/sheet.js";
import { icon } from "../../vendor/icons.js";
import { html } from "../../vendor/ui.js";
import { sheet } from "../state.js";
import { say } from "../strings.js";

/** @param {{text: string}} props */
export function Problem({ text }) {
  return text ? html`<p class="problem" role="alert">${icon("alert-circle", 20)}<span>${text}</span></p>` : null;
}

export const closeSheet = () => {
  sheet.value = null;
};

/** @param {{title: string, class?: string, foot?: unknown, children?: unknown, onClose?: () => void}} props */
export function FloorSheet(props) {
  return html`<${Sheet} title=${props.title} onClose=${props.onClose ?? closeSheet} closeLabel=${say.close} closeMark=${icon("x", 24)} class=${props.class ?? ""} foot=${props.foot}>${props.children}<//>`;
}

const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

/**
 * A number pad; also listens to nothing else, so the page decides what the keyboard does.
 * @param {{label: string, eraseLabel: string, corner?: string, disabled?: boolean, onKey: (key: string) => void}} props corner is the key left of zero
 */
export function Pad({ label, eraseLabel, corner = "", disabled = false, onKey }) {
  const key = (/** @type {string} */ digit) => html`<button type="button" key=${digit} disabled=${disabled} onClick=${() => onKey(digit)}>${digit}</button>`;
  return html`
    <div class="pad" role="group" aria-label=${label}>
      ${DIGITS.map(key)}
      ${corner ? key(corner) : html`<span></span>`}
      ${key("0")}
      <button type="button" class="erase" disabled=${disabled} aria-label=${eraseLabel} onClick=${() => onKey("back")}>${icon("arrow-left", 26)}</button>
    </div>
  `;
}

/** The appliance's SVG as a picture, so that nothing in it can act on the page. @param {{svg: string, alt: string}} props */
export function QrPicture({ svg, alt }) {
  return html`<img class="qr" src=${`data:image/svg+xml,${encodeURIComponent(svg)}`} alt=${alt} width="320" height="320" />`;
}
