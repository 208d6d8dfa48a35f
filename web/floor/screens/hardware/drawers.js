// Cash drawers: open or closed, opening one without a sale.
import { icon } from "../../../vendor/icons.js";
import { html } from "../../../vendor/ui.js";
import { fetchDrawers } from "../../hardware.js";
import { may } from "../../rules.js";
import { alerts, connected, staff } from "../../state.js";
import { say } from "../../strings.js";
import { age } from "../../words.js";
import { useFetched } from "../fetched.js";
import { Arriving, useEvery } from "./fields.js";

/** @typedef {import("../../hardware_wire.js").Drawer} Drawer */

const LOOK_MS = 2000;

/** The drawers, looked at often: opening one is seen without a tap. */
export function useDrawers() {
  const drawers = useFetched(fetchDrawers, [alerts.value, connected.value]);
  useEvery((drawers.value ?? []).length > 0 ? LOOK_MS : 0, drawers.reload);
  return drawers;
}

/** @param {{drawers: ReturnType<typeof useDrawers>, onOpen: (drawer: Drawer) => void, onSetUp?: (drawer: Drawer) => void, onAdd?: () => void}} props without onSetUp and onAdd for who only opens them */
export function DrawersSection({ drawers, onOpen, onSetUp, onAdd }) {
  const sets = may(staff.value, "manage_devices");
  return html`
    <section class="kit" aria-labelledby="drawers">
      <div class="kit-head"><h2 id="drawers">${say.drawers.title}</h2>${sets && html`<button class="button" onClick=${onAdd}>${icon("plus", 20)}${say.drawers.add}</button>`}</div>
      <${Arriving} fetched=${drawers} lines=${2}>
        ${drawers.value?.length === 0 && html`<p class="sub">${say.drawers.empty}</p>`}
        <ul class="kit-list">${drawers.value?.map((drawer) => html`<li key=${drawer.id}><${DrawerCard} drawer=${drawer} sets=${sets} onOpen=${() => onOpen(drawer)} onSetUp=${() => onSetUp?.(drawer)} /></li>`)}</ul>
      <//>
    </section>
  `;
}

/** @param {{drawer: Drawer, sets: boolean, onOpen: () => void, onSetUp: () => void}} props */
function DrawerCard({ drawer, sets, onOpen, onSetUp }) {
  const alarm = alerts.value.find((alert) => alert.id.startsWith("drawer_") && alert.id.endsWith(`:${drawer.id}`));
  const tone = alarm?.level ?? (drawer.state === "open" ? "soon" : drawer.state === "closed" ? "done" : "");
  const word = !drawer.enabled ? say.drawers.off : drawer.sensor ? say.drawers.state[drawer.state] : say.drawers.blind;
  return html`
    <article class="card kit-card" aria-label=${drawer.name}>
      <div class="kit-name">${icon("banknote", 24)}<span class="grow"><b class="name">${drawer.name}</b><span class="sub">${drawer.say.replace(`${drawer.name}: `, "")}${drawer.since !== null && ` · ${age(drawer.since)}`}</span></span><span class=${`tag ${tone}`}>${word}</span></div>
      ${alarm && html`<p class=${`says ${alarm.level}`}>${alarm.say}</p>`}
      <div class="pair">
        ${may(staff.value, "open_drawer") && html`<button class="button" disabled=${!drawer.enabled} aria-label=${say.drawers.openTitle(drawer.name)} onClick=${onOpen}>${say.drawers.open}</button>`}
        ${sets && html`<button class="button" aria-label=${`${say.drawers.setUp}: ${drawer.name}`} onClick=${onSetUp}>${icon("settings", 20)}${say.drawers.setUp}</button>`}
      </div>
    </article>
  `;
}
