// The bar on top: what this screen shows, how the kitchen does, and the ways to everything else.
import { formatClock, clock } from "../../shared/time.js";
import { icon } from "../../vendor/icons.js";
import { html } from "../../vendor/ui.js";
import { link, showsAll } from "../appliance.js";
import { showMore, ticketsBelow } from "../layout.js";
import { locked, unlock, volume } from "../sound.js";
import { knownStations } from "../rules.js";
import { board, drawer, oldest_s, tickets, zone } from "../state.js";
import { say } from "../strings.js";
import { span } from "../words.js";

export function Bar() {
  const shown = board.value;
  return html`
    <header class="bar">
      <button class="title" onClick=${() => (drawer.value = { name: "stations" })}><h1>${title()}</h1>${icon("chevron-down", 22)}</button>
      <div class="facts">
        <span>${say.open(tickets.value.length)}</span>
        ${shown && shown.average_s !== null && html`<span>${say.average(span(shown.average_s))}</span>`}
        ${oldest_s.value !== null && html`<span>${say.oldest(span(oldest_s.value))}</span>`}
      </div>
      <div class="ways">
        <button onClick=${() => (drawer.value = { name: "out" })}>${say.outList(outCount())}<span class="sr-only"> ${say.outListLabel}</span></button>
        <button onClick=${() => (drawer.value = { name: "recall" })}>${icon("rotate-ccw", 22)}${say.recall}</button>
        <${SoundButton} />
        ${ticketsBelow.value > 0 && html`<button class="below" onClick=${showMore}>${icon("chevron-down", 24)}${say.more(ticketsBelow.value)}<span class="sr-only"> ${say.moreBelow}</span></button>`}
      </div>
      <${Live} />
      <time class="time">${formatClock(clock.value, clock.value, { zone: zone.value })}</time>
    </header>
  `;
}

function title() {
  const shown = board.value;
  if (!shown) return say.title;
  if (showsAll.value) return say.allStations;
  return knownStations(shown).map((station) => station.name).join(" & ") || say.noStation;
}

const outCount = () => board.value?.out.filter((item) => item.out).length ?? 0;

function SoundButton() {
  if (locked.value) return html`<button class="locked" onClick=${() => void unlock()}>${icon("volume-x", 22)}${say.sound.locked}</button>`;
  const loud = volume.value > 0;
  return html`<button onClick=${() => (drawer.value = { name: "sound" })} aria-label=${loud ? say.sound.on(volume.value) : say.sound.muted}>${icon(loud ? "volume-2" : "volume-x", 24)}</button>`;
}

function Live() {
  const state = link.value.state;
  if (state === "live") return html`<span class="live">${icon("circle-check", 20)}${say.live}</span>`;
  return html`<span class="live not">${icon("wifi-off", 20)}${state === "polling" ? say.polling : say.connecting}</span>`;
}
