// The only fetch of the pages: JSON both ways, a key on every write, a deadline on every call, retries that reuse the key.
//
//   import { api, ApiError } from "../shared/api.js";
//   const bill = await api.get(`/session/${id}/bill`);
//   await api.post("/orders", order, { key, retries: 0 });
//
// A refusal throws ApiError {status, code, sentence, details, retry_after_s, body}; no answer at all is status 0 with code
// "offline" or "timeout". `unanswered(error)` says whether the appliance may still not have decided.
import { newId } from "./ids.js";

/**
 * @typedef {object} CallOptions
 * @property {string} [key] idempotency key of a write; made when left out
 * @property {number} [deadline_s] for one attempt, 10 when left out
 * @property {number} [retries] further attempts after silence or a 5xx, 2 when left out
 * @property {string} [accept]
 * @property {BodyInit} [raw] sent as it is instead of JSON
 * @property {string} [contentType] of raw
 */

/**
 * @typedef {object} World what a test replaces
 * @property {(path: string, init: RequestInit) => Promise<Response>} fetch
 * @property {(ms: number) => Promise<void>} wait
 * @property {() => number} random 0…1
 */

/** The appliance said no, or said nothing. */
export class ApiError extends Error {
  /**
   * @param {number} status 0 when there was no answer
   * @param {string} code
   * @param {string} sentence for the person holding the device, in the appliance's words
   * @param {Record<string, any>} [body] the whole answer
   */
  constructor(status, code, sentence, body = {}) {
    super(sentence);
    this.name = "ApiError";
    this.status = status;
    this.code = code;
    this.sentence = sentence;
    this.body = body;
    /** @type {any[]} */
    this.details = Array.isArray(body["details"]) ? body["details"] : [];
    /** @type {number | null} */
    this.retry_after_s = typeof body["retry_after_s"] === "number" ? body["retry_after_s"] : null;
  }
}

const WORTH_REPEATING = new Set([0, 500, 502, 504]);
const DEADLINE_S = 10;
const RETRIES = 2;

/**
 * No decision has reached us: the same write, with the same key, must be sent again later.
 * @param {unknown} error
 */
export const unanswered = (error) => error instanceof ApiError && WORTH_REPEATING.has(error.status);

/** @param {Partial<World>} [replaced] */
export function createApi(replaced = {}) {
  /** @type {World} */
  const world = {
    fetch: (path, init) => fetch(path, init),
    wait: (ms) => new Promise((done) => setTimeout(done, ms)),
    random: Math.random,
    ...replaced,
  };

  /**
   * @param {string} method
   * @param {string} path
   * @param {unknown} [body]
   * @param {CallOptions} [options]
   * @returns {Promise<any>} the answer's JSON, null when it has none
   */
  async function request(method, path, body, options = {}) {
    const init = prepare(method, body, options);
    const attempts = 1 + (options.retries ?? RETRIES);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once(world, path, init, options.deadline_s ?? DEADLINE_S);
      } catch (error) {
        if (attempt >= attempts || !unanswered(error)) throw error;
        await world.wait(400 * 2 ** (attempt - 1) * (0.5 + world.random() / 2));
      }
    }
  }

  return {
    request,
    /** @param {string} path @param {CallOptions} [options] */
    get: (path, options) => request("GET", path, undefined, options),
    /** @param {string} path @param {unknown} [body] @param {CallOptions} [options] */
    post: (path, body = {}, options = undefined) => request("POST", path, body, options),
    /** @param {string} path @param {unknown} [body] @param {CallOptions} [options] */
    put: (path, body = {}, options = undefined) => request("PUT", path, body, options),
    /** @param {string} path @param {unknown} [body] @param {CallOptions} [options] */
    patch: (path, body = {}, options = undefined) => request("PATCH", path, body, options),
  };
}

/** @typedef {ReturnType<typeof createApi>} Api */

/** The one the pages use. */
export const api = createApi();

/**
 * @param {string} method
 * @param {unknown} body
 * @param {CallOptions} options
 * @returns {RequestInit}
 */
function prepare(method, body, options) {
  /** @type {Record<string, string>} */
  const headers = { Accept: options.accept ?? "application/json" };
  if (method === "GET") return { method, headers, credentials: "same-origin" };
  headers["Idempotency-Key"] = options.key ?? newId();
  headers["Content-Type"] = options.raw === undefined ? "application/json" : (options.contentType ?? "application/octet-stream");
  return { method, headers, credentials: "same-origin", body: options.raw ?? JSON.stringify(body ?? {}) };
}

/**
 * @param {World} world
 * @param {string} path
 * @param {RequestInit} init
 * @param {number} deadline_s
 */
async function once(world, path, init, deadline_s) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), deadline_s * 1000);
  try {
    const answer = await world.fetch(path, { ...init, signal: abort.signal });
    const text = await answer.text();
    if (answer.ok) return text === "" ? null : parse(text);
    throw refusal(answer, text);
  } catch (error) {
    if (error instanceof ApiError) throw error;
    if (abort.signal.aborted) throw new ApiError(0, "timeout", "The appliance does not answer.");
    throw new ApiError(0, "offline", "No connection to the appliance.");
  } finally {
    clearTimeout(timer);
  }
}

/** @param {string} text */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    // A captive portal answers 200 with its own page: nobody who decides has seen the call.
    throw new ApiError(0, "garbled", "The answer could not be read.");
  }
}

/** @param {Response} answer @param {string} text */
function refusal(answer, text) {
  /** @type {Record<string, any>} */
  let body = {};
  try {
    const parsed = JSON.parse(text);
    if (parsed !== null && typeof parsed === "object") body = parsed;
  } catch {
    // A proxy or a captive portal answered with a page of its own: the status is all there is.
  }
  const wait = Number(answer.headers.get("Retry-After"));
  if (body["retry_after_s"] === undefined && wait > 0) body = { ...body, retry_after_s: wait };
  return new ApiError(answer.status, String(body["code"] ?? `http_${answer.status}`), String(body["error"] ?? answer.statusText), body);
}
