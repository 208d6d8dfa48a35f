// How many: minus, number, plus.
import { html } from "../../vendor/ui.js";

/**
 * @param {{
 *   value: number, onChange: (value: number) => void, least?: number, most?: number,
 *   less: string, more: string, label: string, lessMark?: unknown, moreMark?: unknown, disabled?: boolean,
 * }} props less and more are the names of the two buttons
 */
export function Stepper({ value, onChange, least = 1, most = 99, less, more, label, lessMark = "−", moreMark = "+", disabled = false }) {
  return html`<div class="stepper" role="group" aria-label=${label}>
    <button type="button" aria-label=${less} disabled=${disabled || value <= least} onClick=${() => onChange(value - 1)}>${lessMark}
      </button>
    <output aria-live="polite">${value}</output>
    <button type="button" aria-label=${more} disabled=${disabled || value >= most} onClick=${() => onChange(value + 1)}>${moreMark}</button>
  </div>`;
}
