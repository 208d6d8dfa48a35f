// After sending: when it will be ready, how far each dish is, and the way to a waiter or the bill.
import { html } from "../../vendor/ui.js";
import { icon } from "../../vendor/icons-guest.js";
import { language, nameIn, t } from "../../shared/i18n/index.js";
import { clock, formatMinutes } from "../../shared/time.js";
import { isOpen, items, orders, progress } from "../state.js";
import { muted, toggleMuted } from "../sound.js";
import { at } from "../words.js";
import { go } from "../view.js";
import { CallButton } from "./call.js";
import { Note, Notice, ScreenHead } from "./parts.js";

/** @typedef {import("../../shared/contract.js").Order} Order */
/** @typedef {import("../../shared/contract.js").OrderLine} Line */

const STEPS = /** @type {const} */ (["received", "cooking", "ready", "served"]);
const TONES = { received: "", cooking: "busy", ready: "done", served: "", cancelled: "late" };

export function Status() {
  const newestFirst = [...orders.value].sort((one, other) => other.number - one.number);
  const latest = newestFirst[0];
  return html`<main class="screen">
    <${ScreenHead} title=${t(newestFirst.length > 1 ? "your_orders" : "your_order")} sub=${latest ? t("order_sent_at", { number: latest.number, time: at(latest.sent_at) }) : null} />
    ${latest ? null : html`<div class="nothing"><p><b>${t("no_orders")}</b></p><p class="sub">${t("no_orders_hint")}</p></div>`}
    ${newestFirst.map((order) => html`<${OrderCard} key=${order.id} order=${order} alone=${newestFirst.length === 1} />`)}
    <div class="two"><${CallButton} kind="waiter" /><button type="button" class="button" onClick=${() => go("bill")}>
      ${icon("receipt", 20)}${t("bill")}</button></div>
    ${latest ? html`<button type="button" class="button plain sound" aria-pressed=${muted.value ? "true" : "false"} onClick=${toggleMuted}>
      ${icon(muted.value ? "volume-x" : "volume-2", 20)}${t(muted.value ? "sound_off" : "sound_on")}</button>` : null}
    <div class="bars"><button type="button" class="bar" onClick=${() => go("menu")}><span>${t(latest ? "add_something" : "to_menu")}</span>
      <span class="onward">${t("menu")}${icon("chevron-right", 20)}</span></button></div>
  </main>`;
}

/** @param {{order: Order, alone: boolean}} props */
function OrderCard({ order, alone }) {
  return html`<article class="order" aria-label=${t("order_number", { number: order.number })}>
    ${order.kitchen === "checking" && isOpen(order) ? html`<${Notice} tone="soon" mark="clock" role="status" title=${t("checking_kitchen")}>
      ${t("checking_more")}</${Notice}>` : null}
    <div class="card">
      ${alone ? null : html`<h2 class="order-name">${t("order_sent_at", { number: order.number, time: at(order.sent_at) })}</h2>`}
      <${Estimate} order=${order} />
      <ul class="states">${order.lines.map((line) => html`<${LineState} key=${line.id} line=${line} />`)}</ul>
    </div>
  </article>`;
}

/** @param {{order: Order}} props */
function Estimate({ order }) {
  if (order.state === "VOIDED") return html`<p class="eta small">${t("state.cancelled")}</p>`;
  const step = progress(order);
  const minutes = order.promised_at ? Math.ceil((order.promised_at - clock.value) / 60_000) : 0;
  const words = ["eta.about", "eta.about", "eta.ready", "eta.served"][step] ?? "eta.about";
  return html`<div class="estimate" role="status" aria-live="polite">
    ${step < 2
      ? html`<p class="sub">${t(order.kitchen === "has_it" ? "eta.kitchen_has_it" : "eta.order_saved")}</p>
        <p class="eta">${minutes > 0 ? formatMinutes(minutes, language.value) : t("eta.any_moment")}</p>`
      : html`<p class="eta small">${icon(step === 2 ? "bell" : "circle-check", 28)}${t(words)}</p>`}
    <div class="steps" aria-hidden="true">${STEPS.map((name, at_step) => html`<i key=${name}
      class=${at_step < step || step === 3 ? "past" : at_step === step ? "now" : ""}></i>`)}</div>
    <p class="sub step-words">${STEPS.map((name, at_step) => html`${at_step ? " · " : ""}${at_step === step ? html`<b class=${TONES[name]}>
      ${t(`state.${name}`)}</b>` : t(`state.${name}`)}`)}</p>
  </div>`;
}

/** @param {{line: Line}} props */
function LineState({ line }) {
  const name = items.value.get(line.item_id)?.name ?? nameIn(line.names);
  const options = line.option_names.map(nameIn).join(", ");
  return html`<li class=${line.state === "cancelled" ? "state-line gone" : "state-line"}>
    <span class="number">${line.quantity} ×</span><span class="state-words">${name}${options ? html`<span class="sub">${options}
      </span>` : null}${line.note ? html`<span class="sub"><${Note} text=${line.note} /></span>` : null}</span>
    <span class=${`tag ${TONES[line.state]}`}>${t(`state.${line.state}`)}</span></li>`;
}
