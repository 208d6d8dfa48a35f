// The kitchen screen begins here: pairing or the board, the line to the appliance, keys, sound and a screen that stays awake.
import { guardTaps } from "../shared/taps.js";
import { startClock } from "../shared/time.js";
import { effect, html, render } from "../vendor/ui.js";
import { begin, keepTelling, pair } from "./appliance.js";
import { press } from "./keys.js";
import { watchSize } from "./layout.js";
import { Board } from "./screens/board.js";
import { Pairing } from "./screens/pairing.js";
import { Unreachable } from "./screens/unreachable.js";
import { watchSeen } from "./seen.js";
import { ringCancelled, ringLate, ringNew, unlock } from "./sound.js";
import { arrivals, drawer, lateIds, phase, stops } from "./state.js";

function Kitchen() {
  if (phase.value === "pairing") return html`<${Pairing} />`;
  if (phase.value === "unreachable") return html`<${Unreachable} />`;
  return html`<${Board} />`;
}

function listenToKeys() {
  addEventListener("keydown", (event) => {
    void unlock();
    const typing = event.target instanceof HTMLInputElement;
    if (typing || event.ctrlKey || event.metaKey || event.altKey || phase.peek() !== "board") return;
    if (drawer.peek() !== null && event.key.toLowerCase() !== "r" && event.key.toLowerCase() !== "o") return;
    const onButton = event.target instanceof HTMLButtonElement && event.target.matches(":focus-visible");
    if (event.key === "Enter" && onButton) return;
    if (!press(event.key)) return;
    event.preventDefault();
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
  addEventListener("pointerdown", () => void unlock());
}

/** Rings at arrivals and cancellations, and once for every ticket that becomes late. */
function ringBells() {
  let arrived = arrivals.peek();
  let stopped = stops.peek();
  /** @type {Set<string> | null} */
  let known = null;
  effect(() => {
    if (arrivals.value === arrived) return;
    arrived = arrivals.value;
    ringNew();
  });
  effect(() => {
    if (stops.value === stopped) return;
    stopped = stops.value;
    ringCancelled();
  });
  effect(() => {
    const late = lateIds.value.split(" ").filter(Boolean);
    const before = known;
    known = new Set([...(known ?? []), ...late]);
    if (before && late.some((id) => !before.has(id))) ringLate();
  });
}

/** Keeps the screen lit where the browser can (a secure page only). */
function stayAwake() {
  const ask = () => {
    if (document.visibilityState === "visible") navigator.wakeLock?.request("screen").catch(() => {});
  };
  document.addEventListener("visibilitychange", ask);
  ask();
}

/** A pairing link carries its code behind the #, so that it reaches no log. */
async function pairFromAddress() {
  const code = new URLSearchParams(location.hash.slice(1)).get("code");
  if (!code) return;
  history.replaceState(null, "", location.pathname);
  await pair(code).catch(() => {});
}

async function main() {
  watchSize();
  startClock();
  guardTaps();
  listenToKeys();
  ringBells();
  stayAwake();
  watchSeen();
  keepTelling();
  render(html`<${Kitchen} />`, /** @type {HTMLElement} */ (document.getElementById("app")));
  await pairFromAddress();
  await begin();
}

void main();
