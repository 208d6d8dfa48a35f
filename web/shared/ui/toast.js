// Short messages at the thumb, with a way back where there is one: showToast("Removed", { action: "Undo", run }).
import { html, signal, useEffect, useRef } from "../../vendor/ui.js";

/** @typedef {{id: number, text: string, action?: string, run?: () => void, stays_s: number}} Message */

/** @type {import("../../vendor/ui.js").Signal<Message[]>} */
const messages = signal(/** @type {Message[]} */ ([]));
let last = 0;
const MOST = 2;

/**
 * @param {string} text
 * @param {{action?: string, run?: () => void, stays_s?: number}} [options] seconds: 4, with an action 10
 * @returns {() => void} takes it away
 */
export function showToast(text, options = {}) {
  const id = (last += 1);
  const message = { id, text, stays_s: options.action ? 10 : 4, ...options };
  messages.value = [...messages.value, message].slice(-MOST);
  setTimeout(() => hide(id), message.stays_s * 1000);
  return () => hide(id);
}

/** @param {number} id */
function hide(id) {
  messages.value = messages.value.filter((message) => message.id !== id);
}

/** Put once on the page, after the screens. */
export function Toasts() {
  const region = useRef(/** @type {HTMLElement | null} */ (null));
  const shown = messages.value;
  useEffect(() => {
    // A popover shown again comes to the top layer, above an open sheet.
    const element = region.current;
    if (!element?.showPopover) return;
    if (element.matches(":popover-open")) element.hidePopover();
    if (shown.length > 0) element.showPopover();
  }, [shown]);
  return html`<div ref=${region} class="toasts" popover="manual" role="status" aria-live="polite">
    ${shown.map((message) => html`<div class="toast" key=${message.id}>
      <span>${message.text}</span>
      ${message.action ? html`<button type="button" data-act="" onClick=${() => { hide(message.id); message.run?.(); }}>${message.action}
        </button>` : null}
    </div>`)}
  </div>`;
}
