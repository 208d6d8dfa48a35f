// The red bar that cannot be missed: no connection, and how old everything below it is.
import { clock, formatClock } from "../../shared/time.js";
import { icon } from "../../vendor/icons.js";
import { html, useEffect, useState } from "../../vendor/ui.js";
import { link } from "../appliance.js";
import { zone } from "../state.js";
import { say } from "../strings.js";

const PATIENCE_MS = 1500;

export function LostBar() {
  const broken = link.value.state === "reconnecting" || link.value.state === "offline";
  const [shown, show] = useState(false);
  useEffect(() => {
    if (!broken) return show(false);
    const timer = setTimeout(() => show(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [broken]);
  if (!shown) return null;
  const at = link.value.updated_at;
  return html`
    <div class="lost" role="alert">${icon("wifi-off", 34)}
      <b>${say.lost}</b>
      <span>${at === 0 ? say.lostNever : say.lostSince(exact(at))}</span>
    </div>
  `;
}

/** @param {number} at on this device's clock */
function exact(at) {
  const shift = clock.peek() - Date.now();
  const seconds = String(Math.floor((at / 1000) % 60)).padStart(2, "0");
  return `${formatClock(at + shift, clock.peek(), { zone: zone.value })}:${seconds}`;
}
