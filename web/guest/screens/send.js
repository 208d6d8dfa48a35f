// The one button: Send, Sending, Kitchen has it; and beside it why it was refused and the way on.
import { computed, effect, html, signal, useEffect, useState } from "../../vendor/ui.js";
import { icon } from "../../vendor/icons-guest.js";
import { sentence, t } from "../../shared/i18n/index.js";
import { clock, serverNow } from "../../shared/time.js";
import { showToast } from "../../shared/ui/toast.js";
import { allIsOrdered, flush, mayTakeBack, orderRefused, sendOrder, sending, sentOrder, takeBack } from "../cart.js";
import { cart, me, orders, party } from "../state.js";
import { at, price } from "../words.js";
import { go, openSheet, screen } from "../view.js";
import { Notice } from "./parts.js";

const SHOW_DONE_MS = 1200;
const KITCHEN_ANSWERS_MS = 3500;

/** The order just sent, as the kitchen has it now; none while dishes wait that are no part of it. */
const sent = computed(() => {
  const mine = allIsOrdered.value ? sentOrder.value : null;
  return mine && (orders.value.find((order) => order.id === mine.id) ?? mine);
});
const blockedUntil = signal(0);

effect(() => {
  const wait_s = orderRefused.value?.retry_after_s;
  if (wait_s) blockedUntil.value = serverNow() + wait_s * 1000;
});

export function SendBar() {
  const order = sent.value;
  useEffect(() => {
    if (!order) return;
    const pause = order.kitchen === "has_it" ? SHOW_DONE_MS : KITCHEN_ANSWERS_MS;
    const timer = setTimeout(leave, order.kitchen === "checking" ? 0 : pause);
    return () => clearTimeout(timer);
  }, [order?.id, order?.kitchen]);
  useEffect(sentByTheTable, [orderRefused.value, allIsOrdered.value]);
  if (!order && cart.value.count === 0 && sending.value === "idle") return null;
  return html`<div class="bars"><${Why} /><${SendButton} /></div>`;
}

function leave() {
  sentOrder.value = null;
  if (screen.value === "review") go("status");
}

/** Another phone was quicker, with everything that was in the cart. */
function sentByTheTable() {
  const refused = orderRefused.value;
  if (refused?.code !== "already_sent" || !allIsOrdered.value) return;
  orderRefused.value = null;
  showToast(why(refused));
  go("status");
}

function SendButton() {
  const order = sent.value;
  const wait_s = Math.ceil((blockedUntil.value - clock.value) / 1000);
  const allowed = party.value?.ordering.allowed !== false;
  const broken = cart.value.lines.some((line) => line.problem);
  if (order) {
    const has = order.kitchen === "has_it";
    return html`<p class=${has ? "bar done" : "bar"} role="status">${icon(has ? "circle-check" : "send", 20)}
      <span>${t(has ? "kitchen_has_it" : "order_in")}</span></p>`;
  }
  if (sending.value === "sending") return html`<p class="bar" role="status">${icon("send", 20)}<span>${t("sending")}</span></p>`;
  if (sending.value === "queued") return html`<button type="button" class="bar" onClick=${flush}><span>${t("try_now")}</span></button>`;
  const label = orderRefused.value?.code === "price_changed" ? t("send_new_price") : t("send_order");
  return html`<button type="button" class="bar" disabled=${wait_s > 0 || !allowed || broken} onClick=${press}>
    ${icon("send", 20)}<span>${wait_s > 0 ? t("wait_s", { time: countdown(wait_s) }) : label}</span>
      <span class="sum number">${price(cart.value.total_minor)}</span></button>`;
}

/** Asks for what this table asks for, then sends. */
function press() {
  if (me.value?.needs_pin) return openSheet({ kind: "access", what: "pin" });
  if (me.value?.needs_pass) return openSheet({ kind: "access", what: "pass" });
  sendOrder();
}

/** Why it is not sent, next to the button. */
function Why() {
  const refused = orderRefused.value;
  const ordering = party.value?.ordering;
  const [asked, setAsked] = useState("");
  useEffect(() => {
    const what = refused?.code === "pin_needed" ? "pin" : refused?.code === "pass_needed" ? "pass" : "";
    if (what && asked !== what) openSheet({ kind: "access", what });
    setAsked(what);
  }, [refused]);
  if (sending.value === "queued") {
    return html`<${Notice} tone="soon" mark="wifi-off" title=${t("queued")} role="status">${t("queued_more")}
      ${mayTakeBack.value ? html`<button type="button" class="link" onClick=${takeBack}>${t("take_back")}</button>` : null}</${Notice}>`;
  }
  if (ordering && !ordering.allowed) {
    return html`<${Notice} tone="soon" mark="clock" title=${ordering.message || t(`page.${ordering.why ?? "closed"}.title`)} role="status">
      ${ordering.until_at ? t("again_at", { time: at(ordering.until_at) }) : t("cart_kept")}</${Notice}>`;
  }
  if (!refused) return null;
  const opens = refused.body["opens_at"];
  return html`<${Notice} tone="late" mark="alert-circle" title=${why(refused)} role="alert">
    ${opens ? `${t("opens_at", { time: at(opens) })} ` : ""}${t(refused.code === "already_sent" ? "rest_not_sent" : "cart_kept")}</${Notice}>`;
}

/** @param {import("../cart.js").Refusal} refused */
const why = (refused) => sentence(refused, { number: refused.body["order_number"] ?? "" });

/** @param {number} s "45 s" or "14:30" */
export const countdown = (s) => (s < 60 ? `${s} s` : `${Math.floor(s / 60)}:${String(s % 60).padStart(2, "0")}`);
