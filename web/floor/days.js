// Business dates as YYYY-MM-DD.

/** @param {string} date @param {number} days */
export function shiftDay(date, days) {
  const at = new Date(`${date}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}
