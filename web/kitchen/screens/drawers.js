// Whatever opens over the board: one at a time.
import { Toasts } from "../../shared/ui/toast.js";
import { html } from "../../vendor/ui.js";
import { board, drawer, findTicket } from "../state.js";
import { ClaimPicker } from "./claim.js";
import { Detail } from "./detail.js";
import { OutList } from "./out.js";
import { RecallDrawer } from "./recall.js";
import { SoundPanel } from "./sound_panel.js";
import { StationPicker } from "./stations.js";

export function Drawers() {
  return html`<${Open} /><${Toasts} />`;
}

function Open() {
  const open = drawer.value;
  if (!open || !board.value) return null;
  if (open.name === "recall") return html`<${RecallDrawer} />`;
  if (open.name === "out") return html`<${OutList} />`;
  if (open.name === "sound") return html`<${SoundPanel} />`;
  if (open.name === "stations") return html`<${StationPicker} />`;
  const ticket = "ticket_id" in open ? findTicket(open.ticket_id) : null;
  if (!ticket) return null;
  return open.name === "claim" ? html`<${ClaimPicker} ticket=${ticket} />` : html`<${Detail} ticket=${ticket} />`;
}
