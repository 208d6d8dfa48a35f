// A short chime and a buzz when something is ready. The sound exists only after the first tap; the guest can switch it off.
import { signal } from "../vendor/ui.js";
import { recall, remember } from "../shared/memory.js";

export const muted = signal(recall("muted") === true);

/** @type {AudioContext | null} */
let audio = null;

/** Browsers let a page sound only after the person has touched it: call once, it waits for that touch. */
export function unlockOnTap() {
  addEventListener("pointerdown", () => {
    audio ??= globalThis.AudioContext ? new AudioContext() : null;
    void audio?.resume();
  }, { once: true });
}

export function toggleMuted() {
  muted.value = !muted.value;
  remember("muted", muted.value);
  if (!muted.value) chime();
}

/** Two soft notes and a buzz. */
export function chime() {
  if (muted.value) return;
  navigator.vibrate?.([120, 80, 120]);
  if (!audio || audio.state !== "running") return;
  for (const [at, pitch] of [[0, 660], [0.18, 880]]) note(audio, audio.currentTime + (at ?? 0), pitch ?? 660);
}

/** @param {AudioContext} context @param {number} start @param {number} pitch */
function note(context, start, pitch) {
  const tone = new OscillatorNode(context, { frequency: pitch });
  const gain = new GainNode(context, { gain: 0 });
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(0.25, start + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.001, start + 0.5);
  tone.connect(gain).connect(context.destination);
  tone.start(start);
  tone.stop(start + 0.55);
}
