// Live news of the table: keeps the state up to date, tells who joined and what is ready, sends what waits when the way is free.
import { effect, signal } from "../vendor/ui.js";
import { api, ApiError } from "../shared/api.js";
import { t, nameIn } from "../shared/i18n/index.js";
import { connectLive } from "../shared/live.js";
import { startClock } from "../shared/time.js";
import { showToast } from "../shared/ui/toast.js";
import { flush, waiting } from "./cart.js";
import { refuse } from "./entry.js";
import { chime, unlockOnTap } from "./sound.js";
import { applyAccent } from "./theme.js";
import { screen } from "./view.js";
import { becameReady, me, merge, newcomers, orders, party, venue } from "./state.js";

/** @typedef {import("../shared/live.js").LiveMessage} LiveMessage */

const RETRY_MS = 4_000;
const MOST_RETURNS = 3;

/** @type {ReturnType<typeof connectLive> | null} */
let live = null;

/** How fresh what we show is. */
export const connection = signal({ status: /** @type {import("../shared/live.js").LiveStatus} */ ("live"), updatedAt: 0 });

let started = false;
let returns = 0;

/**
 * Follows one table session; a later call follows another one instead.
 * @param {string} sessionId @param {number} since @param {() => void} menuChanged
 */
export function keepUp(sessionId, since, menuChanged) {
  live?.stop();
  const now = connectLive({
    since,
    socket: (seq) => `/ws?sess=${encodeURIComponent(sessionId)}&since=${seq}`,
    poll: (seq) => api.get(`/session/${sessionId}/updates?since=${seq}`, { retries: 0, deadline_s: 6 }),
    merge: (message) => isOurs(sessionId) && take(message, menuChanged),
    ended: (code) => void ended(sessionId, code),
  });
  live = now;
  effect(() => {
    if (live === now) connection.value = { status: now.status.value, updatedAt: now.updatedAt.value };
  });
  if (started) return;
  started = true;
  startClock();
  unlockOnTap();
  applyAccent(venue.value?.accent ?? "");
  effect(() => {
    // Out of the effect: what sending touches must not make it run again.
    if (["live", "polling"].includes(connection.value.status)) queueMicrotask(flush);
  });
  setInterval(() => waiting.value && flush(), RETRY_MS);
}

/** After "start new" the old party's line may still have something to say. @param {string} sessionId */
const isOurs = (sessionId) => party.value?.id === sessionId;

/** @param {LiveMessage} message @param {() => void} menuChanged */
function take(message, menuChanged) {
  const [ordersBefore, sessionBefore] = [orders.value, party.value];
  merge(message);
  if (message.type === "update") tell(ordersBefore, sessionBefore);
  if (message["kinds"]?.includes("menu_changed")) menuChanged();
}

/** @param {typeof orders.value} ordersBefore @param {typeof party.value} sessionBefore */
function tell(ordersBefore, sessionBefore) {
  for (const member of newcomers(sessionBefore, party.value).filter(({ id }) => id !== me.value?.member_id)) {
    showToast(t("joined", { name: member.nickname ?? t("guest_number", { number: member.number }) }), { stays_s: 3 });
  }
  const ready = becameReady(ordersBefore, orders.value);
  if (ready.length === 0) return;
  chime();
  if (screen.value !== "status") showToast(t("is_ready", { name: ready.map((line) => nameIn(line.names)).join(", ") }), { stays_s: 6 });
}

/** The socket says goodbye: either the visit is over, or the phone lost its cookie. @param {string} sessionId @param {string} code */
async function ended(sessionId, code) {
  if (code === "table_session_ended") {
    const reason = await api.get(`/session/${sessionId}/check`).then(() => null, (error) => error);
    return isOurs(sessionId) ? refuse(reason ?? new ApiError(410, code, "")) : undefined;
  }
  returns += 1;
  if (returns > MOST_RETURNS) return refuse(new ApiError(401, code, ""));
  const { visit } = await import("./app.js");
  await visit();
}
