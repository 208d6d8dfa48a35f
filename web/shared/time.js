// Times as people read them: relative while young, the clock when old; counted on the appliance's clock, not the phone's.
import { signal } from "../vendor/ui.js";

let ahead_ms = 0;

/** The appliance's time, UTC ms, moved on every second: read it in a component to have a timer that ticks. */
export const clock = signal(Date.now());

/**
 * Every message from the appliance carries `now`; tell it here, so that a phone with a wrong clock still counts right.
 * @param {number} now_ms
 */
export function setServerNow(now_ms) {
  ahead_ms = now_ms - Date.now();
  clock.value = now_ms;
}

/** @returns {number} the appliance's present time, UTC ms */
export const serverNow = () => Date.now() + ahead_ms;

/**
 * Starts the tick of `clock`. A page calls it once.
 * @param {number} [every_ms]
 * @returns {() => void} stops it
 */
export function startClock(every_ms = 1000) {
  const timer = setInterval(() => (clock.value = serverNow()), every_ms);
  return () => clearInterval(timer);
}

/** @typedef {{locale?: string, zone?: string}} TimeStyle zone is the venue's, e.g. "Europe/Rome" */

/**
 * "now", "4 min", then the clock ("19:42") after an hour, then the day too.
 * @param {number} at_ms
 * @param {number} now_ms
 * @param {TimeStyle & {nowWord?: string}} [style]
 */
export function formatAge(at_ms, now_ms, style = {}) {
  const minutes = Math.floor(Math.max(0, now_ms - at_ms) / 60_000);
  if (minutes < 1) return style.nowWord ?? "now";
  if (minutes < 60) return formatMinutes(minutes, style.locale);
  return formatClock(at_ms, now_ms, style);
}

/**
 * "12 min" in the reader's language.
 * @param {number} minutes
 * @param {string} [locale]
 */
export function formatMinutes(minutes, locale = "en") {
  // The Arabic short form is a single letter that few read as minutes.
  const unitDisplay = locale.startsWith("ar") ? "long" : "short";
  return new Intl.NumberFormat(locale, { style: "unit", unit: "minute", unitDisplay, numberingSystem: "latn" }).format(minutes);
}

/**
 * "19:42" today, "Sat 19:42" within a week, "14 Mar, 19:42" beyond; always in the venue's zone.
 * @param {number} at_ms
 * @param {number} now_ms
 * @param {TimeStyle} [style]
 */
export function formatClock(at_ms, now_ms, { locale = "en", zone } = {}) {
  /** @type {Intl.DateTimeFormatOptions} */
  const base = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", numberingSystem: "latn", ...(zone ? { timeZone: zone } : {}) };
  const day = new Intl.DateTimeFormat("en-CA", { dateStyle: "short", ...(zone ? { timeZone: zone } : {}) });
  if (day.format(at_ms) === day.format(now_ms)) return new Intl.DateTimeFormat(locale, base).format(at_ms);
  const near = Math.abs(at_ms - now_ms) < 6 * 86_400_000;
  const date = near ? { weekday: /** @type {const} */ ("short") } : { day: /** @type {const} */ ("numeric"), month: /** @type {const} */ ("short") };
  return new Intl.DateTimeFormat(locale, { ...date, ...base }).format(at_ms);
}

/**
 * A stopwatch for timers and tickets: "4:07", "1:02:30".
 * @param {number} from_ms
 * @param {number} now_ms
 */
export function formatStopwatch(from_ms, now_ms) {
  const s = Math.max(0, Math.floor((now_ms - from_ms) / 1000));
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  return s < 3600 ? `${Math.floor(s / 60)}:${two(s % 60)}` : `${Math.floor(s / 3600)}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`;
}
