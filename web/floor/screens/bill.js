// The bill as the guest sees it, and its paper.
import { nameIn } from "../../shared/i18n/index.js";
import { showToast } from "../../shared/ui/toast.js";
import { icon } from "../../vendor/icons.js";
import { html } from "../../vendor/ui.js";
import { printBill, printReceipt } from "../appliance.js";
import { may } from "../rules.js";
import { staff } from "../state.js";
import { say } from "../strings.js";
import { money } from "../words.js";
import { useWork } from "./fetched.js";
import { Problem } from "./pieces.js";

/** @typedef {import("../wire.js").Bill} Bill */

/** @param {{bill: Bill, session_id: string}} props */
export function BillView({ bill, session_id }) {
  if (bill.lines.length === 0) return html`<p class="sub">${say.detail.noOrders}</p>`;
  return html`
    <div class="card bill">
      <ul>${bill.lines.map((line) => html`<li><b class="number">${line.quantity}</b>
        <span class="grow">${nameIn(line.names)}${line.option_names.length > 0 && html`<span class="sub">${line.option_names.map(nameIn).join(", ")}</span>`}</span>
        <span class="number">${money(line.total_minor)}</span></li>`)}</ul>
      <dl>
        ${bill.total_minor !== bill.subtotal_minor && html`<${Sum} name=${say.detail.subtotal} minor=${bill.subtotal_minor} />`}
        ${bill.service_minor !== 0 && html`<${Sum} name=${say.detail.service(bill.service_bp)} minor=${bill.service_minor} />`}
        ${bill.taxes.filter((tax) => !tax.inclusive).map((tax) => html`<${Sum} name=${say.detail.tax(tax.name, tax.rate_bp, false)} minor=${tax.tax_minor} />`)}
        ${bill.rounding_minor !== 0 && html`<${Sum} name=${say.detail.rounding} minor=${bill.rounding_minor} />`}
        <${Sum} name=${say.detail.total} minor=${bill.total_minor} strong />
        ${bill.taxes.filter((tax) => tax.inclusive).map((tax) => html`<${Sum} name=${say.detail.tax(tax.name, tax.rate_bp, true)} minor=${tax.tax_minor} />`)}
        ${bill.paid_minor > 0 && html`<${Sum} name=${say.detail.paid} minor=${bill.paid_minor} />`}
        ${bill.due_minor > 0 && bill.paid_minor > 0 && html`<${Sum} name=${say.detail.due} minor=${bill.due_minor} strong />`}
        ${bill.due_minor > 0 && bill.cash_due_minor !== bill.due_minor && html`<${Sum} name=${say.detail.cashDue} minor=${bill.cash_due_minor} />`}
      </dl>
      ${may(staff.value, "take_cash") && html`<${Paper} bill=${bill} session_id=${session_id} />`}
    </div>
  `;
}

/** @param {{name: string, minor: number, strong?: boolean}} props */
function Sum({ name, minor, strong = false }) {
  return html`<div class=${strong ? "strong" : ""}><dt>${name}</dt><dd class="number">${money(minor)}</dd></div>`;
}

/** @param {{bill: Bill, session_id: string}} props */
function Paper({ bill, session_id }) {
  const { busy, problem, run } = useWork();
  const print = (/** @type {(id: string) => Promise<{job_id: string | null}>} */ ask, /** @type {string} */ done) => run(async () => {
    const queued = await ask(session_id);
    showToast(queued.job_id === null ? say.detail.noPrinter : done);
  });
  return html`
    <div class="pair">
      ${bill.due_minor > 0 && html`<button class="button" data-act="" disabled=${busy} onClick=${() => print(printBill, say.detail.billPrinted)}>${icon("printer", 20)}${say.detail.printBill}</button>`}
      ${bill.paid_minor > 0 && html`<button class="button" data-act="" disabled=${busy} onClick=${() => print(printReceipt, say.detail.receiptPrinted)}>${icon("receipt", 20)}${say.detail.receipt}</button>`}
    </div>
    <${Problem} text=${problem} />
  `;
}
