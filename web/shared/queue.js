// Writes that could not be sent yet: kept on the phone with their keys, sent once each, in order, when the way is free again.
//
//   const unsent = createQueue({ name: "cart:s1", send: (entry) => api.put(entry.path, entry.body, { key: entry.key, retries: 0 }),
//                                answered: (entry, answer) => …, refused: (entry, error) => … });
//   unsent.add({ method: "PUT", path, body });   unsent.flush();   unsent.entries.value   (a signal; survives a reload)
//
// An entry leaves only when the appliance has decided: yes (answered) or no (refused). Silence and 5xx keep it, with its key,
// so that sending again can never do it twice.
import { signal } from "../vendor/ui.js";
import { unanswered } from "./api.js";
import { newId } from "./ids.js";
import { localStore, recall, remember } from "./memory.js";

/** @typedef {{key: string, at: number, method: string, path: string, body: any, tried: boolean}} Entry tried: it may have arrived */
/** @typedef {import("./memory.js").Store} Store */

/**
 * @typedef {object} QueueOptions
 * @property {string} name
 * @property {(entry: Entry) => Promise<any>} send
 * @property {(entry: Entry, answer: any) => void} [answered]
 * @property {(entry: Entry, error: any) => void} [refused]
 * @property {Store | null} [storage] localStorage when left out; null or a full one: kept in memory only
 */

const LONGEST = 100;

/** @param {QueueOptions} options */
export function createQueue(options) {
  const place = `queue.${options.name}`;
  const storage = options.storage === undefined ? localStore() : options.storage;
  const entries = signal(load(storage, place));
  const sending = signal(false);

  /** @param {Entry[]} next */
  function keep(next) {
    entries.value = next;
    remember(place, next.length ? next : null, storage);
  }

  /**
   * Keeps a write and tries to send it. The oldest is never dropped for a new one.
   * @param {{method: string, path: string, body: any, key?: string}} write
   * @returns {string | null} its key; null when the queue is full
   */
  function add(write) {
    if (entries.peek().length >= LONGEST) return null;
    const entry = { key: newId(), at: Date.now(), tried: false, ...write };
    keep([...entries.peek(), entry]);
    void flush();
    return entry.key;
  }

  /** Sends what is waiting, oldest first; stops at the first that gets no decision. @returns {Promise<boolean>} all sent */
  async function flush() {
    if (sending.peek()) return false;
    sending.value = true;
    try {
      for (let entry = entries.peek()[0]; entry; entry = entries.peek()[0]) {
        keep(entries.peek().map((one) => (one === entry ? { ...one, tried: true } : one)));
        if (!(await decide(entry))) return false;
      }
      return true;
    } finally {
      sending.value = false;
    }
  }

  /** @param {Entry} entry */
  async function decide(entry) {
    try {
      const answer = await options.send(entry);
      drop(entry.key);
      options.answered?.(entry, answer);
      return true;
    } catch (error) {
      if (unanswered(error)) return false;
      drop(entry.key);
      options.refused?.(entry, error);
      return true;
    }
  }

  /** @param {string} key */
  function drop(key) {
    keep(entries.peek().filter((entry) => entry.key !== key));
  }

  return { entries, sending, add, flush, drop };
}

/** @param {Store | null} storage @param {string} place @returns {Entry[]} what is readable of the stored queue */
function load(storage, place) {
  const stored = recall(place, storage);
  return Array.isArray(stored) ? stored.filter(wellFormed).slice(0, LONGEST) : [];
}

/** @param {any} entry */
function wellFormed(entry) {
  return typeof entry?.key === "string" && /^[0-9a-f]{32}$/.test(entry.key) && typeof entry.path === "string" && typeof entry.method === "string";
}
