// The PIN guests of one party type before their first order: made when asked for, shown big, once.
import { icon } from "../../vendor/icons.js";
import { html } from "../../vendor/ui.js";
import { newPin } from "../appliance.js";
import { say } from "../strings.js";
import { useWork } from "./fetched.js";
import { FloorSheet, Problem } from "./pieces.js";

/** Makes a PIN and hands it over. @param {{session_id: string, onMade: (pin: string) => void}} props */
export function NewPin({ session_id, onMade }) {
  const { busy, problem, run } = useWork();
  const make = () => run(async () => onMade((await newPin(session_id)).pin));
  return html`
    <button class="button" data-act="" disabled=${busy} onClick=${make}>${icon("lock", 20)}${busy ? say.pin.making : say.pin.make}</button>
    <${Problem} text=${problem} />
  `;
}

/** @param {{pin: string}} props */
export function Pin({ pin }) {
  return html`<p class="give pin">${pin}</p><p>${say.pin.once}</p>`;
}

/** A new PIN for a party that sits already. @param {{card: import("../wire.js").Card, pin: string}} props */
export function PinOfTable({ card, pin }) {
  return html`<${FloorSheet} title=${say.pin.title(card.name)} class="scan"><${Pin} pin=${pin} /><p class="sub">${say.pin.fresh}</p><//>`;
}
