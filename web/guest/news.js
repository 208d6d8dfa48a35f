// Live news of the table: keeps the state up to date, tells who joined and what is ready, sends what waits when the way is free.
import { effect, signal } from "../vendor/ui.js";
import { api, ApiError } from "../shared/api.js";
import { t, nameIn } from "../shared/i18n/index.js";
import { connectLive } from "../shared/live.js";
import { startClock } from "../shared/time.js";
import { showToast } from "../shared/ui/toast.js";
import { flush, sending, sentOrder, waiting } from "./cart.js";
import { awaitReturn } from "./comeback.js";
import { refuse } from "./entry.js";
import { chime, unlockOnTap } from "./sound.js";
import { applyAccent } from "./theme.js";
import { closeSheet, go, screen, sheet } from "./view.js";
import { becameReady, cart, me, merge, newcomers, orders, party, sentByOthers, venue } from "./state.js";
import { memberName } from "./words.js";

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
  if (sessionBefore) tellSent(sentByOthers(ordersBefore, orders.value));
  if (message.type === "update") tell(ordersBefore, sessionBefore);
  if (message["kinds"]?.includes("menu_changed")) menuChanged();
}

/** Somebody else sent the cart that all share: whoever was about to send it sees the order instead. @param {typeof orders.value} theirs */
function tellSent(theirs) {
  const latest = theirs.at(-1);
  if (!latest || party.value?.cart_mode !== "family") return;
  showToast(t("sent_by", { name: memberName(latest.sent_by) }), { stays_s: 6 });
  if (screen.value !== "review" || cart.value.count > 0 || sending.value !== "idle" || sentOrder.value) return;
  if (sheet.value) closeSheet(() => go("status"));
  else go("status");
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
    if (!isOurs(sessionId)) return;
    refuse(reason ?? new ApiError(410, code, ""));
    if (await awaitReturn(sessionId)) await enterAgain();
    return;
  }
  returns += 1;
  if (returns > MOST_RETURNS) return refuse(new ApiError(401, code, ""));
  await enterAgain();
}

async function enterAgain() {
  const { visit } = await import("./app.js");
  await visit();
}
