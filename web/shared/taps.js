// One tap is one act: a second tap in the same place right after an act means what was there before, so it does nothing.
//
// A button that does something, or takes itself away, carries data-act; its value names the acts that may follow at once in the
// same place, such as the lines of one ticket ("" for none). Keyboards and bump bars are never held back.

/** So long a second tap in the same place belongs to the first. */
export const SAME_TAP_MS = 500;
/** So far a finger wanders between two taps that mean one. */
export const SAME_PLACE_PX = 96;

/** @typedef {{at_ms: number, x: number, y: number, group: string | null}} Tap group: null where nothing is done, "" for an act that stands alone */

/** Judges taps one after the other. */
export function createTaps() {
  /** @type {Tap | null} the last act */
  let last = null;
  return {
    /** Whether a tap counts; an act that counts is remembered. @param {Tap} tap @returns {boolean} */
    counts(tap) {
      if (last && tap.at_ms - last.at_ms < SAME_TAP_MS && near(tap, last) && !(tap.group && tap.group === last.group)) return false;
      if (tap.group !== null) last = tap;
      return true;
    },
  };
}

/** @param {Tap} one @param {Tap} other */
const near = (one, other) => Math.hypot(one.x - other.x, one.y - other.y) < SAME_PLACE_PX;

/** Holds back second taps on the whole page, before any button hears them. */
export function guardTaps() {
  const taps = createTaps();
  const judge = (/** @type {MouseEvent} */ event) => {
    const byKeyboard = event.detail === 0;
    if (byKeyboard) return;
    if (taps.counts({ at_ms: event.timeStamp, x: event.clientX, y: event.clientY, group: groupOf(event.target) })) return;
    event.preventDefault();
    event.stopPropagation();
  };
  document.addEventListener("click", judge, { capture: true });
}

/** A tap beside a sheet closes it. @param {EventTarget | null} target */
function groupOf(target) {
  if (target instanceof HTMLDialogElement) return "";
  const act = target instanceof Element ? target.closest("[data-act]") : null;
  return act ? (act.getAttribute("data-act") ?? "") : null;
}
