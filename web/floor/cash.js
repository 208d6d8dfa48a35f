// Counting cash: the notes worth offering and what the number pad types. Pure functions over integer minor units.

/** Banknotes by currency in whole units; others use the euro's steps. @type {Record<string, number[]>} */
const NOTES = {
  EUR: [5, 10, 20, 50, 100, 200],
  USD: [1, 5, 10, 20, 50, 100],
  GBP: [5, 10, 20, 50],
  CHF: [10, 20, 50, 100, 200],
  JPY: [1000, 5000, 10000],
  INR: [10, 20, 50, 100, 200, 500],
  KWD: [1, 5, 10, 20],
};

const MAX_DIGITS = 9;

/** More than this is not taken at once, in minor units; the appliance refuses it. */
export const LARGEST_MINOR = 100_000_000;

/**
 * What a guest may well hand over: the exact sum first, then the next round sums.
 * @param {number} due_minor
 * @param {string} currency
 * @param {number} minor_digits
 * @returns {number[]} at most five, ascending, no repeats
 */
export function likelyTenders(due_minor, currency, minor_digits) {
  if (due_minor <= 0) return [];
  const unit = 10 ** minor_digits;
  const rounded = (NOTES[currency] ?? NOTES.EUR).map((note) => Math.ceil(due_minor / (note * unit)) * note * unit);
  return [...new Set([due_minor, ...rounded])].sort((a, b) => a - b).slice(0, 5);
}

/**
 * The typed digits after one more key: a digit, "00", "back" or "clear". Leading zeros never pile up.
 * @param {string} digits
 * @param {string} key
 */
export function typed(digits, key) {
  if (key === "clear") return "";
  if (key === "back") return digits.slice(0, -1);
  if (!/^\d{1,2}$/.test(key)) return digits;
  const next = (digits + key).replace(/^0+/, "");
  return next.length > MAX_DIGITS ? digits : next;
}

/** Whether somebody mistyped: so much is not taken at once. @param {number} tendered_minor */
export const tooMuch = (tendered_minor) => tendered_minor > LARGEST_MINOR;

/** Typed digits as minor units. @param {string} digits */
export const minorOf = (digits) => (digits === "" ? 0 : Number(digits));

/**
 * @param {number} tendered_minor
 * @param {number} due_minor
 * @returns {{enough: boolean, change_minor: number, missing_minor: number}}
 */
export function changeFor(tendered_minor, due_minor) {
  const difference = tendered_minor - due_minor;
  return { enough: difference >= 0, change_minor: Math.max(0, difference), missing_minor: Math.max(0, -difference) };
}
