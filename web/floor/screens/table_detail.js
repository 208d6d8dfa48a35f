// One table from near: its orders with every line, its bill, and everything that can be done with it.
import { clock } from "../../shared/time.js";
import { Skeleton } from "../../shared/ui/skeleton.js";
import { icon } from "../../vendor/icons.js";
import { html, useEffect } from "../../vendor/ui.js";
import { close, take } from "../actions.js";
import { fetchDetail } from "../appliance.js";
import { address, go } from "../route.js";
import { NEEDS, may, nextStep, standing } from "../rules.js";
import { cards, makesPins, refusals, sheet, staff, waiting } from "../state.js";
import { say } from "../strings.js";
import { time } from "../words.js";
import { BillView } from "./bill.js";
import { StuckList } from "./card.js";
import { useFetched } from "./fetched.js";
import { OrderCard } from "./order.js";
import { Problem } from "./pieces.js";
import { NewPin } from "./pin.js";

/** @typedef {import("../wire.js").Card} Card */

/** @param {{table_id: string}} props */
export function TableDetail({ table_id }) {
  const card = cards.value.find((shown) => shown.id === table_id);
  if (!card) return html`<p class="empty">${say.detail.gone}</p>`;
  return html`
    <${Head} card=${card} />
    <${Problem} text=${refusals.value[card.id] ?? ""} />
    ${card.session ? html`<${Party} key=${card.session.id} card=${card} sitting=${card.session} />` : html`<${FreeTable} card=${card} />`}
  `;
}

/** @param {{card: Card}} props */
function Head({ card }) {
  const how = standing(card, clock.value);
  const sitting = card.session;
  return html`
    <div class="page-head">
      <a class="button plain" href=${address("tables")}>${icon("arrow-left", 22)}${say.back}</a>
      <h1>${card.name}</h1>
      <span class=${`tag ${how.tone}`}>${say.card.word[how.code]}${how.minutes !== null && how.minutes > 0 && ` · ${say.card.min(how.minutes)}`}</span>
      ${sitting && html`<span class="sub">${sitting.covers !== null && `${say.card.guests(sitting.covers)} · `}${say.detail.facts(time(sitting.opened_at), sitting.phones)}</span>`}
    </div>
  `;
}

/** @param {{card: Card}} props */
function FreeTable({ card }) {
  const step = nextStep(card, clock.value);
  return html`
    <div class="empty">
      <p>${say.card.seats(card.seats)}</p>
      ${may(staff.value, NEEDS[step]) && html`<button class="button primary" data-act="" disabled=${waiting.value[card.id] !== undefined} onClick=${() => take(card, step)}>${say.card.step[step]}</button>`}
      <${Options} card=${card} />
    </div>
  `;
}

/** What is done with the table itself, for those who may. @param {{card: Card}} props */
function Options({ card }) {
  if (!may(staff.value, NEEDS.disable) && !may(staff.value, "print_qr")) return null;
  return html`<button class="button" aria-label=${`${say.table.more}: ${card.name}`} onClick=${() => (sheet.value = { name: "table", card })}>${icon("ellipsis", 20)}${say.table.more}</button>`;
}

const OVER = new Set(["served", "cancelled"]);
/** What a card does not tell, such as that a screen has seen a ticket, is looked up so often while dishes are to come. */
const LOOK_AGAIN_MS = 2_500;

/** @param {{card: Card, sitting: import("../wire.js").Sitting}} props */
function Party({ card, sitting }) {
  const news = `${sitting.order_numbers.join()} ${sitting.total_minor} ${sitting.paid_minor} ${sitting.ready_lines} ${sitting.cancels_to_confirm} ${sitting.last_activity_at} ${sitting.kitchen_since}`;
  const { value, problem, reload } = useFetched(() => fetchDetail(sitting.id), [sitting.id, news]);
  const cooks = value?.orders.some((order) => order.lines.some((line) => !OVER.has(line.state))) ?? false;
  useEffect(() => {
    if (!cooks) return;
    const again = setInterval(() => document.hidden || reload(), LOOK_AGAIN_MS);
    return () => clearInterval(again);
  }, [cooks, reload]);
  return html`
    ${sitting.stuck.length > 0 && html`<div class="notice late">${icon("alert-triangle", 22)}<span><${StuckList} stuck=${sitting.stuck} /></span></div>`}
    ${!card.enabled && html`<${NotInUse} card=${card} />`}
    <${Ways} card=${card} sitting=${sitting} />
    <${Problem} text=${problem} />
    ${!value && !problem && html`<div class="card"><${Skeleton} lines=${5} label=${say.loading} /></div>`}
    ${value && html`
      <div class="split">
        <section aria-label=${say.detail.orders}>
          <h2>${say.detail.orders}</h2>
          ${value.orders.length === 0 && html`<p class="sub">${say.detail.noOrders}</p>`}
          ${value.orders.map((order) => html`<${OrderCard} key=${order.id} order=${order} tickets=${value.tickets.filter((ticket) => ticket.order_id === order.id)} onServed=${reload} />`)}
        </section>
        <section aria-label=${say.detail.bill}><h2>${say.detail.bill}</h2><${BillView} bill=${value.bill} session_id=${sitting.id} /></section>
      </div>`}
  `;
}

/** A party sits at a table that was taken out of use. @param {{card: Card}} props */
function NotInUse({ card }) {
  return html`
    <div class="notice soon">${icon("power", 22)}<span class="grow">${say.table.out}</span>
      ${may(staff.value, NEEDS.enable) && html`<button class="button" data-act="" disabled=${waiting.value[card.id] !== undefined} onClick=${() => take(card, "enable")}>${say.card.step["enable"]}</button>`}
    </div>
  `;
}

/** @param {{card: Card, sitting: import("../wire.js").Sitting}} props */
function Ways({ card, sitting }) {
  const busy = waiting.value[card.id] !== undefined;
  const calling = sitting.calls.some((call) => call.kind === "waiter");
  const leave = async () => {
    await close(card);
    go("tables");
  };
  return html`
    <div class="ways">
      ${calling && may(staff.value, "answer_call") && html`<button class="button primary" data-act="" disabled=${busy} onClick=${() => take(card, "answer")}>${icon("hand", 20)}${say.card.step["answer"]}</button>`}
      ${sitting.due_minor > 0 && may(staff.value, "take_cash") && html`<a class=${`button ${calling ? "" : "primary"}`} href=${address("pay", card.id)}>${icon("banknote", 20)}${say.detail.pay}</a>`}
      ${may(staff.value, "open_table") && html`<button class="button" onClick=${() => (sheet.value = { name: "qr", card })}>${icon("qr-code", 20)}${say.detail.showQr}</button>`}
      ${makesPins.value && html`<${NewPin} session_id=${sitting.id} onMade=${(/** @type {string} */ pin) => (sheet.value = { name: "pin", card, pin })} />`}
      ${may(staff.value, "close_table") && html`<button class="button" data-act="" disabled=${busy} onClick=${leave}>${say.detail.closeTable}</button>`}
      <${Options} card=${card} />
    </div>
  `;
}
