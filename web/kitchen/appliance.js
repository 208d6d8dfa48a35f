// What this screen asks of the appliance, and the line it listens on.
import { ApiError, api } from "../shared/api.js";
import { connectLive } from "../shared/live.js";
import { computed, effect, signal } from "../vendor/ui.js";
import { chosenStations } from "./device.js";
import { knownStations } from "./rules.js";
import { board, connected, forgetRefusals, phase, takeSnapshot, takeUpdate, zone } from "./state.js";
import { say } from "./strings.js";

/** @typedef {import("./wire.js").Move} Move */
/** @typedef {import("./wire.js").KitchenSnapshot} KitchenSnapshot */

const ALIVE_EVERY_MS = 3000;
const SILENCE_S = 8;
const MOVE_DEADLINE_S = 5;
const AGAIN_MS = 4000;

/** @type {import("../vendor/ui.js").Signal<ReturnType<typeof connectLive> | null>} */
const live = signal(null);
let generation = 0;

/** The line's state and the time of the last word from the appliance (0: none yet). */
export const link = computed(() => ({ state: live.value?.status.value ?? "reconnecting", updated_at: live.value?.updatedAt.value ?? 0 }));

effect(() => {
  connected.value = link.value.state === "live" || link.value.state === "polling";
  if (connected.value) forgetRefusals();
});

/** Finds out whether this device may show the kitchen, then listens; tries again by itself while nothing answers. */
export async function begin() {
  const mine = (generation += 1);
  live.peek()?.stop();
  live.value = null;
  try {
    const me = await api.get("/api/me?kind=kitchen");
    zone.value = me.venue?.zone ?? "UTC";
    const snapshot = await api.get("/api/kitchen");
    if (mine !== generation) return;
    phase.value = "board";
    listen(snapshot);
  } catch (error) {
    if (mine !== generation) return;
    if (error instanceof ApiError && (error.status === 401 || error.status === 403)) return void (phase.value = "pairing");
    phase.value = "unreachable";
    setTimeout(() => mine === generation && void begin(), AGAIN_MS);
  }
}

/** @param {KitchenSnapshot} first what the device shows when nothing was chosen on it */
function listen(first) {
  const stations = stationsToShow(first);
  const same = stations.join() === first.showing.join();
  if (same) takeSnapshot(first);
  const query = `stations=${encodeURIComponent(stations.join(","))}`;
  live.value = connectLive({
    socket: (since) => `/ws/kitchen?since=${since}&${query}`,
    poll: async () => ({ type: "snapshot", ...(await api.get(`/api/kitchen?${query}`, { retries: 0 })) }),
    merge: (message) => (message.type === "snapshot" ? takeSnapshot(/** @type {any} */ (message)) : takeUpdate(/** @type {any} */ (message))),
    ended: () => (phase.value = "pairing"),
    since: same ? first.seq : 0,
    silence_s: SILENCE_S,
  });
}

/** @param {KitchenSnapshot} snapshot */
function stationsToShow(snapshot) {
  const known = snapshot.stations.map((station) => station.id);
  const chosen = chosenStations.peek();
  if (chosen === null) return snapshot.showing;
  const kept = known.filter((id) => chosen.includes(id));
  return kept.length > 0 ? kept : known;
}

/** Whether the tickets stand here and news of them arrive. */
const inOrder = computed(() => link.value.state === "live" && board.value !== null);

/** Tells the appliance at once and every three seconds that this screen is in order; one that nobody can see stays silent. */
export function keepTelling() {
  const tell = () => inOrder.peek() && document.visibilityState === "visible" && live.peek()?.send({ type: "alive" });
  setInterval(tell, ALIVE_EVERY_MS);
  effect(() => void (inOrder.value && tell()));
}

/** @param {string[]} tickets ids that stand on this screen now @returns {boolean} whether it was sent */
export const tellSeen = (tickets) => live.peek()?.send({ type: "seen", tickets }) ?? false;

/** @param {string} code as typed or from the address */
export const pair = (code) => api.post("/api/devices/pair", { code: code.replace(/[^0-9a-z]/gi, "").toUpperCase() });

/** @param {string} ticket_id @param {Move} move */
export const askMove = (ticket_id, move) => api.post(`/api/tickets/${ticket_id}/move`, move, { deadline_s: MOVE_DEADLINE_S, retries: 1 });

/** @returns {Promise<import("./wire.js").KitchenItem[]>} */
export const fetchItems = () => api.get("/api/kitchen/items");

/** @param {string} item_id @param {{out: boolean, remaining: number | null, until_at: number | null}} availability */
export const setAvailability = (item_id, availability) => api.post(`/api/items/${item_id}/availability`, availability);

/** Why it did not work, for the cook. @param {unknown} error */
export function sentenceOf(error) {
  if (!(error instanceof ApiError)) return say.problem.unknown;
  if (error.status === 0) return say.refusedOffline;
  const ours = /** @type {Record<string, string>} */ (say.problem)[error.code];
  return ours ?? (error.sentence || say.problem.unknown);
}

/** Whether the board shows every station there is. */
export const showsAll = computed(() => (board.value ? knownStations(board.value).length === board.value.stations.length : false));
