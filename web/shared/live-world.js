// What live.js needs of the browser, in one place, so that tests can run it on their own clock and sockets.

/**
 * @typedef {object} World
 * @property {(path: string) => WebSocket} socket
 * @property {() => number} now ms, may jump
 * @property {() => number} random 0…1
 * @property {(run: () => void, ms: number) => unknown} setTimeout
 * @property {(timer: unknown) => void} clearTimeout
 * @property {(event: string, run: (event: Event) => void) => () => void} listen
 * @property {() => boolean} online
 * @property {() => boolean} visible
 */

/** @returns {World} */
export function browserWorld() {
  return {
    socket: (path) => new WebSocket(new URL(path, location.href).href.replace(/^http/, "ws")),
    now: () => Date.now(),
    random: Math.random,
    setTimeout: (run, ms) => setTimeout(run, ms),
    clearTimeout: (timer) => clearTimeout(/** @type {number | undefined} */ (timer)),
    listen: (event, run) => {
      const target = event === "visibilitychange" ? document : window;
      target.addEventListener(event, run);
      return () => target.removeEventListener(event, run);
    },
    online: () => navigator.onLine !== false,
    visible: () => document.visibilityState === "visible",
  };
}
