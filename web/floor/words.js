// Money and times in the venue's own format.
import { formatMoney } from "../shared/money.js";
import { clock, formatAge, formatClock, serverNow } from "../shared/time.js";
import { venue } from "./state.js";
import { say } from "./strings.js";

const MINUTE_MS = 60_000;

/** @param {number} minor */
export function money(minor) {
  const style = venue.value;
  return formatMoney(minor, { currency: style?.currency ?? "EUR", minor_digits: style?.minor_digits ?? 2, locale: "en" });
}

/** The clock in the venue's zone, with the day when it is another one. @param {number} at */
export const time = (at) => formatClock(at, serverNow(), { zone: venue.value?.zone ?? "UTC" });

/** A time of this device as one of the appliance's, with seconds. @param {number} at */
export function exact(at) {
  const shifted = at + serverNow() - Date.now();
  return `${time(shifted)}:${String(Math.floor(shifted / 1000) % 60).padStart(2, "0")}`;
}

/** "4 min" while young, the clock in the venue's zone when old; ticking. @param {number} at */
export const age = (at) => formatAge(at, clock.value, { zone: venue.value?.zone ?? "UTC" });

/** The age as the end of a sentence: "· just now", "· since 4 min", "· since 19:42". @param {number} at */
export const since = (at) => (clock.value - at < MINUTE_MS ? say.justNow : say.since(age(at)));
