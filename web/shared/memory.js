// Small things a device remembers; one without storage simply forgets them.

/** @typedef {{getItem(name: string): string | null, setItem(name: string, value: string): void, removeItem(name: string): void}} Store */

/** @returns {Store | null} null where the browser forbids storage */
export function localStore() {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}

/** @param {string} name @param {Store | null} [storage] @returns {any} null when absent, unreadable or forbidden */
export function recall(name, storage = localStore()) {
  try {
    return JSON.parse(storage?.getItem(`comanda.${name}`) ?? "null");
  } catch {
    return null;
  }
}

/** @param {string} name @param {unknown} value null forgets @param {Store | null} [storage] */
export function remember(name, value, storage = localStore()) {
  try {
    if (value === null) storage?.removeItem(`comanda.${name}`);
    else storage?.setItem(`comanda.${name}`, JSON.stringify(value));
  } catch {
    // Full or forbidden storage: the page works without it.
  }
}
