// The board: the bar on top, what is to be made all day, and the tickets in columns.
import { icon } from "../../vendor/icons.js";
import { html, useEffect, useRef } from "../../vendor/ui.js";
import { columnCount, countBelow, ticketsBelow } from "../layout.js";
import { allDay, intoColumns, showsNowhere, toConfirm } from "../rules.js";
import { board, drawer, selected, selectedLine, tickets } from "../state.js";
import { say } from "../strings.js";
import { Bar } from "./bar.js";
import { Drawers } from "./drawers.js";
import { LostBar } from "./lost.js";
import { TicketCard } from "./ticket.js";

export function Board() {
  return html`
    <div class="kitchen">
      <${Bar} />
      <${LostBar} />
      <${Stops} />
      ${board.value ? html`<${AllDay} /><${Rail} />` : html`<${Loading} />`}
      <${Drawers} />
    </div>
  `;
}

/** What was cancelled may lie below what is shown; a tap goes there. */
function Stops() {
  const stopped = tickets.value.filter(toConfirm);
  if (stopped.length === 0) return null;
  const show = () => {
    selectedLine.value = null;
    selected.value = stopped[0]?.id ?? null;
  };
  const names = stopped.map((ticket) => `${ticket.table_name} #${ticket.order_number}`);
  return html`<div role="alert"><button class="stops" onClick=${show}>${icon("alert-triangle", 24)}<span>${say.stopped(names)}</span></button></div>`;
}

function AllDay() {
  const dishes = allDay(tickets.value);
  if (dishes.length === 0) return null;
  return html`
    <section class="all-day" aria-label=${say.allDay} tabindex="0">
      <ul>${dishes.map((dish) => html`<li key=${dish.item_id}><b>${dish.count}</b> ${dish.name}</li>`)}</ul>
    </section>
  `;
}

function Rail() {
  const rail = useRef(/** @type {HTMLElement | null} */ (null));
  useBelow(rail);
  useEffect(() => rail.current?.querySelector(".chosen")?.scrollIntoView({ block: "nearest" }), [selected.value, selectedLine.value]);
  if (showsNowhere(board.value)) return html`<${Nowhere} />`;
  if (tickets.value.length === 0) return html`<${Nothing} />`;
  const columns = intoColumns(tickets.value, columnCount.value);
  return html`
    <main class="rail" ref=${rail} aria-live="off">
      <div class=${`columns of-${columns.length}`}>
        ${columns.map((items, at) => html`<div class="column" key=${at}>${items.map(({ ticket, position }) => html`<${TicketCard} key=${ticket.id} ticket=${ticket} position=${position} />`)}</div>`)}
      </div>
    </main>
  `;
}

/** Keeps count of the tickets that begin below what the rail shows. @param {{current: HTMLElement | null}} rail */
function useBelow(rail) {
  useEffect(() => {
    const element = rail.current;
    if (!element) return undefined;
    const count = () => countBelow(element);
    count();
    element.addEventListener("scroll", count, { passive: true });
    addEventListener("resize", count);
    return () => {
      ticketsBelow.value = 0;
      element.removeEventListener("scroll", count);
      removeEventListener("resize", count);
    };
  }, [tickets.value, columnCount.value]);
}

function Nothing() {
  return html`<main class="nothing"><span>${icon("chef-hat", 72)}</span><h1>${say.nothing}</h1><p>${say.nothingHint}</p></main>`;
}

function Nowhere() {
  const choose = () => (drawer.value = { name: "stations" });
  return html`<main class="nothing" role="alert"><span>${icon("alert-triangle", 72)}</span><h1>${say.chooseStations}</h1><p>${say.chooseStationsHint}</p><button class="button primary" onClick=${choose}>${say.chooseStations}</button></main>`;
}

function Loading() {
  return html`
    <main class="rail" aria-busy="true"><span class="sr-only">${say.loading}</span>
      <div class="columns of-3">${[5, 3, 4].map((rows) => html`<div class="column"><div class="ticket ghost" style=${{ height: `${rows * 4}rem` }}></div></div>`)}</div>
    </main>
  `;
}
