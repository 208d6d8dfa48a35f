// Whatever opens over the page: one at a time.
import { html } from "../../vendor/ui.js";
import { sheet } from "../state.js";
import { BacklogSheet } from "./backlog.js";
import { CancelSheet } from "./cancel.js";
import { DrawerSheet } from "./drawer.js";
import { MeSheet } from "./me.js";
import { NeedsYou } from "./needs_you.js";
import { OpenTable, QrOfTable } from "./open_table.js";
import { PassSheet } from "./pass.js";
import { PinOfTable } from "./pin.js";
import { QrOrdering } from "./qr_ordering.js";
import { TableTools } from "./table_tools.js";
import { WaitsSheet } from "./waits.js";

export function OpenSheet() {
  const open = sheet.value;
  if (!open) return null;
  if (open.name === "open") return html`<${OpenTable} card=${open.card} />`;
  if (open.name === "qr") return html`<${QrOfTable} card=${open.card} />`;
  if (open.name === "table") return html`<${TableTools} card=${open.card} />`;
  if (open.name === "pin") return html`<${PinOfTable} card=${open.card} pin=${open.pin} />`;
  if (open.name === "cancel") return html`<${CancelSheet} order=${open.order} />`;
  if (open.name === "backlog") return html`<${BacklogSheet} alert=${open.alert} />`;
  if (open.name === "needs_you") return html`<${NeedsYou} />`;
  if (open.name === "qr_ordering") return html`<${QrOrdering} />`;
  if (open.name === "waits") return html`<${WaitsSheet} />`;
  if (open.name === "pass") return html`<${PassSheet} />`;
  return open.name === "drawer" ? html`<${DrawerSheet} />` : html`<${MeSheet} />`;
}
