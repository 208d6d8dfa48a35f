// Times in the kitchen's short words.

/** Minutes and seconds as on a stop watch; hours and minutes beyond an hour. @param {number} seconds */
export function span(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const minutes = Math.floor(whole / 60);
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  return minutes < 60 ? `${minutes}:${two(whole % 60)}` : `${Math.floor(minutes / 60)} h ${two(minutes % 60)}`;
}
