// The bill as it stands: every line, what is included, what is left to pay, and the way to pay it.
import { html, useEffect, useState } from "../../vendor/ui.js";
import { icon } from "../../vendor/icons-guest.js";
import { language, nameIn, sentence, t } from "../../shared/i18n/index.js";
import { api } from "../../shared/api.js";
import { Skeleton } from "../../shared/ui/skeleton.js";
import { orders, party } from "../state.js";
import { at, memberName, price } from "../words.js";
import { call, isCalled } from "./call.js";
import { Notice, ScreenHead } from "./parts.js";

/** @typedef {import("../../shared/contract.js").Bill} BillData */

/** The table session whose bill this phone has reported as looked at. */
let reported = "";

export function Bill() {
  const id = party.value?.id ?? "";
  const [bill, setBill] = useState(/** @type {BillData | null} */ (null));
  const [error, setError] = useState(/** @type {any} */ (null));
  const [again, setAgain] = useState(0);
  const changes = `${party.value?.bill.total_minor} ${party.value?.bill.paid_minor} ${orders.value.length}`;
  useEffect(() => {
    let gone = false;
    setError(null);
    api.get(`/session/${id}/bill`).then((found) => {
      if (gone) return;
      setBill(found);
      report(id);
    }, (problem) => gone || setError(problem));
    return () => void (gone = true);
  }, [id, changes, again]);
  const numbers = [...new Set(bill?.lines.map((line) => line.order_number))];
  return html`<main class="screen">
    <${ScreenHead} title=${t("bill")} sub=${numbers.length ? t("orders_list", { count: numbers.length, list: numbers.join(", ") }) : null} />
    ${error && !bill ? html`<${Notice} tone="late" mark="alert-circle" role="alert" title=${sentence(error)}>
      <button type="button" class="link" onClick=${() => setAgain(again + 1)}>${t("try_again")}</button></${Notice}>` : null}
    ${bill && isPaid(bill) ? html`<${Notice} tone="done" mark="circle-check" role="status" title=${t("paid")}>${t("paid_more")}</${Notice}>` : null}
    ${bill ? html`<${Paper} bill=${bill} />` : error ? null : html`<div class="card"><${Skeleton} lines=${6} label=${t("loading")} />
      </div>`}
    ${bill && bill.lines.length && !isPaid(bill) ? html`<${Pay} bill=${bill} />` : null}
  </main>`;
}

/** @param {BillData} bill */
const isPaid = (bill) => bill.due_minor === 0 && bill.state !== "OPEN";

/** Tells the appliance once that the bill has been looked at. @param {string} id */
function report(id) {
  if (reported === id || party.value?.viewed_bill_at) return;
  reported = id;
  api.post(`/session/${id}/bill/viewed`).catch(() => (reported = ""));
}

/** @param {{bill: BillData}} props */
function Paper({ bill }) {
  if (bill.lines.length === 0) return html`<div class="nothing">${icon("receipt", 40)}<p><b>${t("bill_empty")}</b></p>
    <p class="sub">${t("bill_empty_hint")}</p></div>`;
  const several = new Set(bill.lines.map((line) => line.member_id)).size > 1;
  return html`<div class="card bill">
    <ul>${bill.lines.map((line, nth) => html`<li class="bill-line" key=${nth}><span class="number">${line.quantity} ×</span>
      <span class="state-words">${nameIn(line.names)}${line.option_names.length ? html`<span class="sub">
        ${line.option_names.map(nameIn).join(", ")}</span>` : null}${several && line.member_id ? html`<span class="sub">
          ${memberName(line.member_id)}</span>` : null}</span>
      <span class="number">${price(line.total_minor)}</span></li>`)}</ul>
    <dl>
      ${bill.subtotal_minor === bill.total_minor ? null : html`<${Row} name=${t("subtotal")} minor=${bill.subtotal_minor} />`}
      ${bill.service_minor ? html`<${Row}
        name=${t("service", { percent: percent(bill.service_bp) })} minor=${bill.service_minor} />` : null}
      ${bill.taxes.filter((tax) => !tax.inclusive && tax.tax_minor).map((tax) => html`<${Row} key=${tax.name}
        name=${`${tax.name} ${percent(tax.rate_bp)}`} minor=${tax.tax_minor} />`)}
      ${bill.rounding_minor ? html`<${Row} name=${t("rounding")} minor=${bill.rounding_minor} />` : null}
      <${Row} name=${t("total")} minor=${bill.total_minor} strong />
      ${bill.taxes.filter((tax) => tax.inclusive && tax.tax_minor).map((tax) => html`<${Row} key=${tax.name}
        name=${t("included", { name: `${tax.name} ${percent(tax.rate_bp)}` })} minor=${tax.tax_minor} />`)}
      ${bill.payments.map((payment) => html`<${Row} key=${payment.taken_at}
        name=${t("paid_at", { time: at(payment.taken_at) })} minor=${-payment.amount_minor} />`)}
      ${bill.payments.length && bill.due_minor ? html`<${Row} name=${t("due")} minor=${bill.due_minor} strong />` : null}
    </dl>
  </div>`;
}

/** @param {{name: string, minor: number, strong?: boolean}} props */
function Row({ name, minor, strong = false }) {
  return html`<div class=${strong ? "bill-row total" : "bill-row"}><dt>${name}</dt><dd class="number">${price(minor)}</dd></div>`;
}

/** @param {{bill: BillData}} props */
function Pay({ bill }) {
  const called = isCalled("bill");
  return html`<${Notice} tone=${called ? "done" : ""} mark=${called ? "circle-check" : "banknote"}
    title=${t(called ? "bill_coming" : "pay_how")}>
      ${called ? html`${t("bill_coming_more")} <button type="button" class="link" onClick=${() => void call("bill", false)}>
        ${t("take_back")}</button>` : t("pay_how_more")}</${Notice}>
    ${bill.cash_due_minor !== bill.due_minor ? html`<p class="sub aside">${t("cash_due", { price: price(bill.cash_due_minor) })}
      </p>` : null}
    <div class="bars">${called ? html`<p class="bar done" role="status">${icon("circle-check", 20)}<span>${t("bill_coming")}</span></p>` : html`<button type="button" class="bar" onClick=${() => void call("bill", true)}>
      ${icon("receipt", 20)}<span>${t("ask_bill")}</span><span class="sum number">${price(bill.due_minor)}</span></button>`}</div>`;
}

/** @param {number} basis_points "10%", "5.5 %" as the language writes it */
const percent = (basis_points) => new Intl.NumberFormat(language.value, { style: "percent", maximumFractionDigits: 2, numberingSystem: "latn" }).format(basis_points / 10_000);
