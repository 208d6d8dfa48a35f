// A visit that was closed by mistake comes back: the phone asks now and then, ever more rarely and not for ever, and goes on by itself.
import { api } from "../shared/api.js";
import { phase } from "./state.js";

const FIRST_PAUSE_S = 3;
const LONGEST_PAUSE_S = 30;
const GROWS = 1.2;
const LONGEST_S = 45 * 60;
/** Words that can still turn into a yes. */
const NOT_YET = new Set(["table_session_ended", "offline", "timeout", "garbled", "too_many_requests"]);

/**
 * What this needs of the world; tests bring another one.
 * @typedef {object} World
 * @property {(path: string) => Promise<unknown>} ask
 * @property {(pause_s: number) => Promise<void>} rest ends early when the phone is looked at again
 */

/** @type {World} */
const browser = {
  ask: (path) => api.get(path, { retries: 0, deadline_s: 6 }),
  rest: (pause_s) => new Promise((done) => {
    const seen = () => document.visibilityState === "visible" && finish();
    const timer = setTimeout(() => finish(), pause_s * 1000);
    const finish = () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", seen);
      done();
    };
    document.addEventListener("visibilitychange", seen);
  }),
};

/** The visit that is waited for: a later one takes its place. */
let awaited = "";

/**
 * Resolves with true once the visit goes on; with false when it never will, the guest has gone on otherwise, or it took too long.
 * @param {string} sessionId
 * @param {World} [world]
 */
export async function awaitReturn(sessionId, world = browser) {
  awaited = sessionId;
  let pause_s = FIRST_PAUSE_S;
  for (let waited_s = 0; waited_s < LONGEST_S; waited_s += pause_s) {
    pause_s = Math.min(LONGEST_PAUSE_S, pause_s * GROWS);
    await world.rest(pause_s);
    if (awaited !== sessionId || !isOver()) return false;
    try {
      await world.ask(`/session/${sessionId}/check`);
      return isOver();
    } catch (error) {
      const { code = "", status = 0 } = /** @type {{code?: string, status?: number}} */ (error);
      if (!NOT_YET.has(code) && status < 500) return false;
    }
  }
  return false;
}

/** Whether this phone still shows that the visit is finished, or reads the menu meanwhile. */
function isOver() {
  const here = phase.peek();
  return (here.name === "refused" || here.name === "reading") && here.code === "table_session_ended";
}
