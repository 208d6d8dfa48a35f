// The kitchen's sounds, made in the browser: a rising pair for a new ticket, a low pair when one becomes late, three falling
// tones when something is cancelled.
import { recall, remember } from "../shared/memory.js";
import { signal } from "../vendor/ui.js";

const KEPT = "kitchen.volume";
const NEW_TICKET = [880, 1318];
const TOO_LATE = [392, 294];
const CANCELLED = [880, 659, 440];

/** Loudness in percent, kept on this device. */
export const volume = signal(readVolume());
/** True until a tap has allowed this page to make a sound. */
export const locked = signal(true);

/** @type {AudioContext | null} */
let context = null;

function readVolume() {
  const kept = Number(recall(KEPT) ?? 70);
  return Number.isFinite(kept) ? Math.min(100, Math.max(0, kept)) : 70;
}

/** @param {number} percent */
export function setVolume(percent) {
  volume.value = Math.min(100, Math.max(0, Math.round(percent)));
  remember(KEPT, volume.value);
}

/** To be called from a tap or key press: browsers allow sound only then. */
export async function unlock() {
  if (typeof AudioContext === "undefined") return;
  context ??= new AudioContext();
  if (context.state !== "running") await context.resume().catch(() => {});
  locked.value = context.state !== "running";
}

export const ringNew = () => ring(NEW_TICKET);
export const ringLate = () => ring(TOO_LATE);
export const ringCancelled = () => ring(CANCELLED);

/** @param {number[]} tones in hertz, one after the other */
function ring(tones) {
  if (!context || context.state !== "running" || volume.value === 0) return;
  tones.forEach((hertz, index) => tone(/** @type {AudioContext} */ (context), hertz, index * 0.18));
}

/**
 * @param {AudioContext} audio
 * @param {number} hertz
 * @param {number} delay_s
 */
function tone(audio, hertz, delay_s) {
  const from = audio.currentTime + delay_s;
  const oscillator = audio.createOscillator();
  const loudness = audio.createGain();
  oscillator.type = "triangle";
  oscillator.frequency.value = hertz;
  loudness.gain.setValueAtTime(0.0001, from);
  loudness.gain.exponentialRampToValueAtTime(volume.value / 100, from + 0.02);
  loudness.gain.exponentialRampToValueAtTime(0.0001, from + 0.32);
  oscillator.connect(loudness).connect(audio.destination);
  oscillator.start(from);
  oscillator.stop(from + 0.34);
}
