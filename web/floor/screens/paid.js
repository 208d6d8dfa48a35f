// Paid: the change to give back, as big as the screen allows.
import { showToast } from "../../shared/ui/toast.js";
import { icon } from "../../vendor/icons.js";
import { html } from "../../vendor/ui.js";
import { close } from "../actions.js";
import { printReceipt } from "../appliance.js";
import { go } from "../route.js";
import { say } from "../strings.js";
import { money } from "../words.js";
import { useWork } from "./fetched.js";
import { Problem } from "./pieces.js";

/** @param {{card: import("../wire.js").Card, taken: import("./payment.js").Taken}} props */
export function Paid({ card, taken }) {
  const { busy, problem, run } = useWork();
  const still = card.session !== null && card.session.id === taken.session_id;
  const free = async () => {
    go("tables");
    await close(card);
  };
  const receipt = () => run(async () => {
    const queued = await printReceipt(taken.session_id);
    showToast(queued.job_id === null ? say.detail.noPrinter : say.detail.receiptPrinted);
  });
  return html`
    <div class="paid" role="status">
      <span class="tag done">${icon("circle-check", 20)}${say.pay.paid} ${money(taken.payment.amount_minor)}</span>
      <p class="sub">${taken.payment.change_minor > 0 ? say.pay.give : ""}</p>
      <p class="give">${taken.payment.change_minor > 0 ? money(taken.payment.change_minor) : say.pay.noChange}</p>
      <p class="sub">${card.name} · ${taken.drawer === "kicked" ? say.pay.drawer : say.pay.noDrawer}</p>
      ${taken.receipt === "no_printer" && html`<p class="sub">${say.pay.noReceipt}</p>`}
      <${Problem} text=${problem} />
      <div class="pair">
        <button class="button" data-act="" disabled=${busy} onClick=${receipt}>${icon("receipt", 20)}${say.detail.receipt}</button>
        ${still && html`<button class="button" data-act="" onClick=${() => go("tables")}>${say.pay.keepTable}</button><button class="button primary" data-act="" onClick=${free}>${say.pay.closeTable}</button>`}
        ${!still && html`<button class="button primary" data-act="" onClick=${() => go("tables")}>${say.done}</button>`}
      </div>
    </div>
  `;
}
