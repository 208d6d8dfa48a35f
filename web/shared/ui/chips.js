// A row of choices: one of several (radio) or any of several (pressed).
import { html } from "../../vendor/ui.js";

/**
 * @template {string} V
 * @param {{
 *   label: string, options: readonly {value: V, text: string, mark?: unknown, disabled?: boolean}[],
 *   chosen: readonly V[], onChange: (chosen: V[]) => void, several?: boolean,
 * }} props
 */
export function Chips({ label, options, chosen, onChange, several = false }) {
  /** @param {V} value */
  const tap = (value) => {
    if (!several) return onChange([value]);
    onChange(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  };
  return html`<div class="chips" role="group" aria-label=${label}>
    ${options.map((option) => html`<button type="button" class="chip" key=${option.value} disabled=${option.disabled}
      aria-pressed=${chosen.includes(option.value) ? "true" : "false"} onClick=${() => tap(option.value)}>
        ${option.mark ?? null}${option.text}</button>`)}
  </div>`;
}
