// One table as a card: who sits there, for how long, how it stands, and the next step.
import { clock } from "../../shared/time.js";
import { icon } from "../../vendor/icons.js";
import { html } from "../../vendor/ui.js";
import { close, take } from "../actions.js";
import { address } from "../route.js";
import { NEEDS, badges, may, nextStep, sinceOpened, standing, truths } from "../rules.js";
import { refusals, staff, waiting } from "../state.js";
import { say } from "../strings.js";
import { money } from "../words.js";
import { Problem } from "./pieces.js";

/** @typedef {import("../wire.js").Card} Card */
/** @typedef {import("../rules.js").Step} Step */

/** @type {Partial<Record<string, import("../../vendor/icons.js").IconName>>} */
const MARKS = { waiting_kitchen: "chef-hat", dining: "utensils", bill_requested: "receipt", stuck: "alert-triangle", calls: "hand", paid: "circle-check", needs_attention: "alert-triangle" };

/** @param {{card: Card}} props */
export function TableCard({ card }) {
  const sitting = card.session;
  const how = standing(card, clock.value);
  const pending = waiting.value[card.id] !== undefined;
  const mark = MARKS[how.code];
  return html`
    <article class=${`table ${how.tone} ${sitting ? "" : "free"} ${pending ? "pending" : ""}`} aria-label=${card.name}>
      <a class="open" href=${address("table", card.id)}>
        <span class="row"><b class="name">${card.name}</b>${sitting && html`<span class="timer">${icon("clock", 14)} ${sinceOpened(sitting.opened_at, clock.value)}</span>`}</span>
        <span class="how">${mark && icon(mark, 18)}${say.card.word[how.code]}${how.minutes !== null && how.minutes > 0 && ` · ${say.card.min(how.minutes)}`}</span>
        <span class="facts">${guests(card)}</span>
        ${sitting && sitting.order_numbers.length > 0 && html`<span class="row"><span class="facts">${say.card.numbers(sitting.order_numbers)}</span>
          <b class="amount">${money(sitting.due_minor > 0 ? sitting.due_minor : sitting.total_minor)}</b></span>`}
        ${sitting && sitting.stuck.length > 0 && html`<${StuckList} stuck=${sitting.stuck} />`}
      </a>
      <${Badges} card=${card} />
      <${Problem} text=${refusals.value[card.id] ?? ""} />
      <${Steps} card=${card} pending=${pending} />
    </article>
  `;
}

/** @param {Card} card */
function guests(card) {
  const sitting = card.session;
  if (!sitting) return say.card.seats(card.seats);
  const people = sitting.covers === null ? say.card.seats(card.seats) : say.card.guests(sitting.covers);
  return sitting.phones === 0 ? people : `${people} · ${say.card.badge.phones(sitting.phones)}`;
}

/** @param {{stuck: import("../wire.js").Stuck[]}} props */
export function StuckList({ stuck }) {
  return html`${told(stuck).map(({ stations, number, truth, why }) => html`
    <span class="stuck" key=${`${number} ${truth} ${why}`}>
      <span>#${number} ${stations.join(", ")}: ${truth}</span>
      <span>${why}</span>
    </span>`)}`;
}

/**
 * Tickets of one order that are stuck in the same way are told in one sentence.
 * @param {import("../wire.js").Stuck[]} stuck
 */
function told(stuck) {
  /** @type {Map<string, {stations: string[], number: number, truth: string, why: string}>} */
  const found = new Map();
  for (const ticket of stuck) {
    const truth = truths(ticket).filter(([name, holds]) => name !== "accepted" || holds).map(([name, holds]) => say.card.truth[name]?.[holds ? 0 : 1]).join(" · ");
    const key = `${ticket.order_number} ${truth} ${ticket.why}`;
    const known = found.get(key);
    found.set(key, { stations: [...(known?.stations ?? []), ticket.station], number: ticket.order_number, truth, why: ticket.why });
  }
  return [...found.values()];
}

/** @param {{card: Card}} props */
function Badges({ card }) {
  const shown = badges(card, clock.value);
  if (shown.length === 0) return null;
  return html`<ul class="badges">${shown.map((badge) => html`<li key=${badge.code} class=${`tag ${badge.tone}`}>${badgeWord(badge)}</li>`)}</ul>`;
}

/** @param {import("../rules.js").Badge} badge */
function badgeWord(badge) {
  if (badge.code === "paid") return say.card.badge.paid(money(badge.number));
  if (badge.code === "bill" || badge.code === "viewed" || badge.code === "disabled") return say.card.badge[badge.code];
  return say.card.badge[badge.code](badge.number);
}

/** @param {{card: Card, pending: boolean}} props */
function Steps({ card, pending }) {
  const step = nextStep(card, clock.value);
  const strong = step === "payment" || step === "answer";
  const label = (/** @type {Step} */ named) => `${say.card.step[named]}: ${card.name}`;
  return html`
    <div class="steps">
      ${strong && may(staff.value, NEEDS.close) && html`<button class="button" data-act="" disabled=${pending} aria-label=${label("close")} onClick=${() => close(card)}>${say.card.step["close"]}</button>`}
      ${may(staff.value, NEEDS[step]) && html`<button class=${`button ${strong ? "primary" : ""}`} data-act=${step === "payment" ? null : ""} disabled=${pending} aria-label=${label(step)} onClick=${() => take(card, step)}>${say.card.step[step]}</button>`}
    </div>
  `;
}
