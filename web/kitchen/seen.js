// "Seen" is only said of tickets that really stand on a visible screen: after two frames have been painted with them.
import { effect } from "../vendor/ui.js";
import { link, tellSeen } from "./appliance.js";
import { board } from "./state.js";

/** @type {Set<string>} */
let told = new Set();

export function watchSeen() {
  let waiting = false;
  const look = () => {
    if (waiting || document.visibilityState !== "visible") return;
    waiting = true;
    requestAnimationFrame(() => requestAnimationFrame(() => {
      waiting = false;
      tellWhatStands();
    }));
  };
  effect(() => {
    if (link.value.state !== "live") told = new Set();
    if (board.value) look();
  });
  document.addEventListener("visibilitychange", look);
}

function tellWhatStands() {
  if (document.visibilityState !== "visible") return;
  const unseen = new Set(board.peek()?.tickets.filter((ticket) => ticket.seen_at === null && !told.has(ticket.id)).map((ticket) => ticket.id));
  const standing = [...document.querySelectorAll("[data-ticket]")].map((element) => element.getAttribute("data-ticket") ?? "").filter((id) => unseen.has(id));
  if (standing.length === 0 || !tellSeen(standing)) return;
  for (const id of standing) told.add(id);
}
