// Who takes this ticket: the cooks' names, big.
import { html } from "../../vendor/ui.js";
import { claimFor, release } from "../actions.js";
import { cookId } from "../device.js";
import { board } from "../state.js";
import { say } from "../strings.js";
import { Panel, closePanel } from "./panel.js";

/** @param {{ticket: import("../wire.js").Ticket}} props */
export function ClaimPicker({ ticket }) {
  const cooks = board.value?.cooks ?? [];
  const choose = (/** @type {string} */ id) => {
    closePanel();
    void claimFor(ticket, id);
  };
  const letGo = () => {
    closePanel();
    void release(ticket);
  };
  return html`
    <${Panel} title=${say.claimPicker.title(ticket.order_number)}>
      <p class="sub">${cooks.length === 0 ? say.claimPicker.nobody : say.claimPicker.hint}</p>
      <div class="names">
        ${cooks.map((cook) => html`<button key=${cook.id} class="button" data-act="" aria-pressed=${cookId.value === cook.id ? "true" : "false"} onClick=${() => choose(cook.id)}><span class="initials">${cook.initials}</span>${cook.name}</button>`)}
      </div>
      ${ticket.claimed_by && html`<button class="button wide" data-act="" onClick=${letGo}>${say.claimPicker.release}</button>`}
    <//>
  `;
}
