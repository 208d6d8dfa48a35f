// Fields and folds of the hardware pages, and something that asks again every few seconds.
import { Chips } from "../../../shared/ui/chips.js";
import { Skeleton } from "../../../shared/ui/skeleton.js";
import { icon } from "../../../vendor/icons.js";
import { html, useEffect, useRef } from "../../../vendor/ui.js";
import { connected } from "../../state.js";
import { say } from "../../strings.js";
import { Problem } from "../pieces.js";

/**
 * @template T
 * @typedef {import("../../../vendor/ui.js").Signal<T>} Signal
 */

/** @param {{id: string, label: string, value: Signal<string>, hint?: string, long?: number, digits?: boolean, plain?: boolean}} props plain: no spelling, no capitals */
export function TextField({ id, label, value, hint = "", long = 60, digits = false, plain = false }) {
  const typed = (/** @type {InputEvent} */ event) => (value.value = /** @type {HTMLInputElement} */ (event.target).value);
  return html`<div class="field"><label for=${id}>${label}</label>
    <input id=${id} class="input" value=${value.value} onInput=${typed} maxlength=${long} placeholder=${hint} autocomplete="off" inputmode=${digits ? "numeric" : "text"}
      autocapitalize=${plain ? "none" : "sentences"} spellcheck=${!plain} /></div>`;
}

/** @param {{id: string, label: string, value: Signal<string>, options: readonly {value: string, text: string}[]}} props */
export function Choice({ id, label, value, options }) {
  const chosen = (/** @type {Event} */ event) => (value.value = /** @type {HTMLSelectElement} */ (event.target).value);
  return html`<div class="field"><label for=${id}>${label}</label>
    <select id=${id} class="input" value=${value.value} onChange=${chosen}>${options.map((option) => html`<option key=${option.value} value=${option.value} selected=${option.value === value.value}>${option.text}</option>`)}</select></div>`;
}

/** @param {{label: string, hint?: string, options: readonly {value: string, text: string}[], chosen: readonly string[], several?: boolean, onChange: (chosen: string[]) => void}} props */
export function Group({ label, hint = "", options, chosen, several = false, onChange }) {
  return html`<p class="label">${label}${hint && html` <span class="sub">${hint}</span>`}</p><${Chips} label=${label} several=${several} options=${options} chosen=${chosen} onChange=${onChange} />`;
}

/** @param {readonly {id: string, name: string}[]} named */
export const asOptions = (named) => named.map((one) => ({ value: one.id, text: one.name }));

/** Something that is seldom needed. @param {{title: string, open?: boolean, onOpen?: () => void, children?: unknown}} props */
export function Fold({ title, open = false, onOpen, children }) {
  const toggled = (/** @type {Event} */ event) => /** @type {HTMLDetailsElement} */ (event.target).open && onOpen?.();
  return html`<details class="fold" open=${open} onToggle=${toggled}><summary>${title}${icon("chevron-down", 20)}</summary><div class="folded">${children}</div></details>`;
}

/**
 * A part of the page that is fetched: its grey shape, its reason with the way to ask again, or what came. While the connection
 * is lost the bar above says so for all parts that show something.
 * @param {{fetched: {value: unknown, problem: string, reload: () => Promise<void>}, lines?: number, children?: unknown}} props
 */
export function Arriving({ fetched, lines = 3, children }) {
  const shown = fetched.problem !== "" && (fetched.value === null || connected.value);
  return html`
    ${shown && html`<div class="failed"><${Problem} text=${fetched.problem} /><button class="button" onClick=${fetched.reload}>${icon("rotate-ccw", 20)}${say.retry}</button></div>`}
    ${fetched.value === null ? !fetched.problem && html`<div class="card"><${Skeleton} lines=${lines} label=${say.loading} /></div>` : children}
  `;
}

/**
 * Runs again and again while the page is looked at and the appliance is there.
 * @param {number} every_ms 0 for never
 * @param {() => unknown} run
 */
export function useEvery(every_ms, run) {
  const newest = useRef(run);
  newest.current = run;
  useEffect(() => {
    if (every_ms === 0) return;
    const timer = setInterval(() => document.visibilityState === "visible" && connected.peek() && newest.current(), every_ms);
    return () => clearInterval(timer);
  }, [every_ms]);
}
