// Random names made on the device: keys of writes and ids of cart lines. Works on plain http (no randomUUID there).

/** @returns {string} 128 random bits as 32 hex digits */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
