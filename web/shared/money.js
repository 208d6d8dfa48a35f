// Money as people read it: integer minor units in, text in the reader's language out. Never computes with fractions.

/** @typedef {{currency: string, minor_digits?: number, locale?: string}} MoneyStyle */

/** @type {Map<string, Intl.NumberFormat>} */
const formats = new Map();

/**
 * "€13.50", "13,50 €", "¥1,200". Digits stay 0-9 in every language, as on the printed bill.
 * @param {number} minor integer minor units
 * @param {MoneyStyle} style currency code, digits after the point (the currency's own when left out), language
 * @returns {string}
 */
export function formatMoney(minor, style) {
  const format = moneyFormat(style);
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

/**
 * A price difference with its sign: "+ €1.50", "− €0.50", "" for nothing.
 * @param {number} minor
 * @param {MoneyStyle} style
 * @returns {string}
 */
export function formatDelta(minor, style) {
  if (minor === 0) return "";
  return `${minor > 0 ? "+" : "−"} ${formatMoney(Math.abs(minor), style)}`;
}

/**
 * What somebody typed ("12", "12,5", "1.250,00") as minor units; null when it is not an amount.
 * @param {string} text
 * @param {number} minorDigits digits after the point in this currency
 * @returns {number | null}
 */
export function parseMoney(text, minorDigits) {
  const typed = text.replace(/[\s'’]/g, "");
  const parts = /^(\d{1,3}(?:[.,]\d{3})+|\d+)(?:[.,](\d*))?$/.exec(typed);
  const [whole, fraction] = [parts?.[1], parts?.[2] ?? ""];
  if (whole === undefined || fraction.length > minorDigits) return null;
  const minor = Number(whole.replace(/[.,]/g, "") + fraction.padEnd(minorDigits, "0"));
  return Number.isSafeInteger(minor) ? minor : null;
}

/** @param {MoneyStyle} style */
function moneyFormat({ currency, minor_digits, locale = "en" }) {
  const name = `${locale} ${currency} ${minor_digits}`;
  let format = formats.get(name);
  if (!format) {
    const digits = minor_digits === undefined ? {} : { minimumFractionDigits: minor_digits, maximumFractionDigits: minor_digits };
    format = new Intl.NumberFormat(locale, { style: "currency", currency, numberingSystem: "latn", ...digits });
    formats.set(name, format);
  }
  return format;
}
