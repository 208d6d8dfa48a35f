// Which screen and which sheet is shown; the phone's back button closes the sheet first, then the screen.
import { signal } from "../vendor/ui.js";

/** @typedef {import("../shared/contract.js").MenuItem} Item */
/** @typedef {import("../shared/contract.js").CartLine} CartLine */
/** @typedef {"menu" | "review" | "status" | "bill"} ScreenName */
/**
 * @typedef {{kind: "item", item: Item, line?: CartLine} | {kind: "filters"} | {kind: "table"} | {kind: "language"}
 *   | {kind: "access", what: "pin" | "pass"}} SheetContent
 */

export const screen = signal(/** @type {ScreenName} */ ("menu"));
export const sheet = signal(/** @type {SheetContent | null} */ (null));

let menuScroll = 0;
/** @type {(() => void) | undefined} */
let afterBack;

/** @param {ScreenName} wanted */
export function go(wanted) {
  if (wanted === screen.value) return;
  if (screen.value === "menu") menuScroll = scrollY;
  if (screen.value === "menu") history.pushState({ screen: wanted }, "");
  else history.replaceState({ screen: wanted }, "");
  show(wanted);
}

/** @param {SheetContent} content */
export function openSheet(content) {
  if (sheet.value === null) history.pushState({ screen: screen.value, sheet: true }, "");
  sheet.value = content;
}

/** @param {() => void} [next] what to do once the sheet's own step in the history is gone */
export function closeSheet(next) {
  sheet.value = null;
  if (!history.state?.sheet) return next?.();
  afterBack = next;
  history.back();
}

/** Listens to the back button. A page calls it once. */
export function followHistory() {
  addEventListener("popstate", () => {
    sheet.value = null;
    const wanted = /** @type {ScreenName} */ (history.state?.screen ?? "menu");
    if (wanted !== screen.value) show(wanted);
    const next = afterBack;
    afterBack = undefined;
    next?.();
  });
}

/** @param {ScreenName} wanted */
function show(wanted) {
  screen.value = wanted;
  requestAnimationFrame(() => scrollTo(0, wanted === "menu" ? menuScroll : 0));
}
