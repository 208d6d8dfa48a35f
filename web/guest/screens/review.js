// The cart before it is sent: who wants what, what it costs, and the one button that sends it.
import { html, useEffect } from "../../vendor/ui.js";
import { icon } from "../../vendor/icons-guest.js";
import { nameIn, t } from "../../shared/i18n/index.js";
import { showToast } from "../../shared/ui/toast.js";
import { Stepper } from "../../shared/ui/stepper.js";
import { oldPrices, removeLine, restoreLine, sending, sentOrder, setLine } from "../cart.js";
import { cart, items, me, orders, party } from "../state.js";
import { memberName, price } from "../words.js";
import { go, openSheet } from "../view.js";
import { Avatar, Note, ScreenHead } from "./parts.js";
import { SendBar } from "./send.js";

/** @typedef {import("../../shared/contract.js").CartLine} CartLine */

export function Review() {
  const { lines, total_minor, count } = cart.value;
  const family = party.value?.cart_mode === "family";
  const onItsWay = count === 0 && (sending.value !== "idle" || sentOrder.value !== null);
  const members = [...new Set(lines.map((line) => line.member_id))].sort((one) => (one === me.value?.member_id ? -1 : 1));
  return html`<main class="screen">
    <${ScreenHead} title=${t("your_cart")} sub=${family ? t("shared_cart") : null} />
    ${onItsWay ? html`<${OnItsWay} />` : count === 0 ? html`<${Empty} />` : html`
      ${members.map((id) => html`<section class="card lines" key=${id} aria-label=${memberName(id)}>
        ${family && (members.length > 1 || (party.value?.members.length ?? 0) > 1) ? html`<h2 class="who"><${Avatar} id=${id} />
          <span aria-hidden="true">${memberName(id)}</span></h2>` : null}
        ${lines.filter((line) => line.member_id === id).map((line) => html`<${Line} key=${line.id} line=${line} />`)}
      </section>`)}
      <div class="card totals"><p class="total"><span>${t("total")}</span><span class="number">${price(total_minor)}</span></p>
        <p class="sub">${t("pay_later")}</p></div>`}
    <${SendBar} />
  </main>`;
}

/** While the cart is empty already and the order not yet on its own screen. */
function OnItsWay() {
  const order = sentOrder.value;
  return html`<div class="nothing">${icon("chef-hat", 40)}<p><b>${order ? t("order_number", { number: order.number }) : t("sending")}</b>
    </p>
    ${order ? html`<p class="sub">${t("items", { count: order.lines.reduce((sum, line) => sum + line.quantity, 0) })} · <span
      class="number">${price(order.total_minor)}</span></p>` : null}</div>`;
}

function Empty() {
  return html`<div class="nothing">${icon("shopping-bag", 40)}<p><b>${t("cart_empty")}</b></p><p class="sub">${t("cart_empty_hint")}</p>
    <button type="button" class="button primary" onClick=${() => go("menu")}>${t("to_menu")}</button>
    ${orders.value.length ? html`<button type="button" class="button" onClick=${() => go("status")}>${icon("chef-hat", 20)}
      ${t("your_orders")}</button>` : null}</div>`;
}

/** @param {{line: CartLine}} props */
function Line({ line }) {
  const item = items.value.get(line.item_id);
  const locked = sending.value !== "idle";
  const options = line.option_names.map(nameIn).join(", ");
  const name = item?.name ?? nameIn(line.names);
  const was_minor = oldPrices.value[line.id];
  const remove = () => {
    removeLine(line);
    showToast(t("removed", { name }), { action: t("undo"), run: () => restoreLine(line) });
  };
  return html`<div class=${line.problem ? "line wrong" : "line"}>
    <div class="line-words">
      <h3>${item ? html`<button type="button" class="line-edit" disabled=${locked} onClick=${() => openSheet({ kind: "item", item, line })}>
        ${name}</button>` : name}</h3>
      ${options ? html`<p class="sub">${options}</p>` : null}
      ${line.note ? html`<p class="sub"><${Note} text=${line.note} /></p>` : null}
      ${line.problem ? html`<p class="problem" role="alert">${icon("alert-circle", 16)}<span>${problemOf(line)}</span></p>` : null}
      ${was_minor !== undefined && was_minor !== line.unit_minor ? html`<p class="problem soon" role="alert">${icon("info", 16)}
        <span>${t("price_now")} <s class="number">${price(was_minor)}</s> → <b class="number">${price(line.unit_minor)}</b></span>
          </p>` : null}
      ${line.problem ? html`<button type="button" class="button danger" onClick=${remove}>${icon("trash-2", 18)}${t("remove")}
        </button>` : null}
    </div>
    <div class="line-side"><span class="price number">${price(line.total_minor)}</span>
      <${Stepper} value=${line.quantity} least=${0} label=${t("quantity_of", { name })}
        less=${line.quantity === 1 ? t("remove") : t("less")} more=${t("more")}
        lessMark=${icon(line.quantity === 1 ? "trash-2" : "minus", 18)} moreMark=${icon("plus", 18)} disabled=${locked}
        onChange=${(/** @type {number} */ next) => (next === 0 ? remove() : setLine(line, { quantity: next }))} /></div>
  </div>`;
}

/** @param {CartLine} line */
function problemOf({ problem }) {
  if (problem?.code === "options_changed" || problem?.code === "options_wrong") return t("problem.options_changed");
  if (problem?.left) return t("problem.not_enough", { count: problem.left });
  return t("problem.item_unavailable");
}
