// The table's own sheet: who sits here, calling a waiter, the bill, the orders.
import { html } from "../../vendor/ui.js";
import { icon } from "../../vendor/icons-guest.js";
import { t } from "../../shared/i18n/index.js";
import { Sheet } from "../../shared/ui/sheet.js";
import { orders, party } from "../state.js";
import { memberName, price } from "../words.js";
import { closeSheet, go } from "../view.js";
import { CallButton } from "./call.js";
import { Avatar } from "./parts.js";

export function TableSheet() {
  const here = party.value;
  if (!here) return null;
  /** @param {import("../view.js").ScreenName} wanted */
  const leaveTo = (wanted) => closeSheet(() => go(wanted));
  const members = here.members;
  return html`<${Sheet} title=${here.table.name} onClose=${() => closeSheet()} closeLabel=${t("close")} closeMark=${icon("x", 24)}>
    ${members.length ? html`<ul class="people" aria-label=${t("people_here")}>${members.map((member) => html`<li key=${member.id}>
      <${Avatar} id=${member.id} size=${32} /><span aria-hidden="true">${memberName(member.id)}</span></li>`)}</ul>` : null}
    <${CallButton} kind="waiter" class="wide" />
    <ul class="rows">
      <li><button type="button" class="row-button" onClick=${() => leaveTo("status")}>${icon("chef-hat", 20)}<span>${t("your_orders")}
        </span><span class="sub number">${orders.value.length || ""}</span>${icon("chevron-right", 18)}</button></li>
      <li><button type="button" class="row-button" onClick=${() => leaveTo("bill")}>${icon("receipt", 20)}<span>${t("bill")}</span>
        <span class="sub number">${here.bill.due_minor ? price(here.bill.due_minor) : ""}</span>${icon("chevron-right", 18)}</button></li>
    </ul>
  </${Sheet}>`;
}
