// A sheet from below: a modal dialog with its own focus, closed by Esc, the cross, or a tap beside it.
import { html, useEffect, useRef } from "../../vendor/ui.js";

/**
 * @param {{
 *   title: string, onClose: () => void, closeLabel: string, closeMark?: unknown,
 *   foot?: unknown, children?: unknown, class?: string, quietTitle?: boolean,
 * }} props closeMark is the picture on the cross; quietTitle keeps the title for screen readers only
 */
export function Sheet(props) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    if (!element) return;
    if (!element.open) element.showModal();
    document.documentElement.classList.add("has-sheet");
    return () => {
      document.documentElement.classList.remove("has-sheet");
      element.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  /** @param {Event} event */
  const cancel = (event) => {
    event.preventDefault();
    props.onClose();
  };
  /** @param {MouseEvent} event */
  const beside = (event) => event.target === dialog.current && props.onClose();
  return html`<dialog ref=${dialog} class=${`sheet ${props.class ?? ""}`} aria-label=${props.title} onCancel=${cancel} onClick=${beside}>
    <div class="sheet-head">
      <h2 class=${props.quietTitle ? "sr-only" : ""}>${props.title}</h2>
      <button type="button" class="round-button" data-act="" aria-label=${props.closeLabel} onClick=${props.onClose}>${props.closeMark ?? "×"}</button>
    </div>
    <div class="sheet-body">${props.children}</div>
    ${props.foot ? html`<div class="sheet-foot">${props.foot}</div>` : null}
  </dialog>`;
}
