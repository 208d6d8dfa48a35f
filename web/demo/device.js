// One simulated device on the demo's page: its paper, face or texts, where it is found, and buttons that break it.
import { api } from "../shared/api.js";
import { icon } from "../vendor/icons.js";
import { html, useEffect, useRef, useSignal } from "../vendor/ui.js";
import { happenings, standing, versions } from "./state.js";
import { say } from "./strings.js";

/** @typedef {import("./state.js").Device} Device */

const SLIPS = 6;
const ON_PAPER = new Map(say.faults);
const ON_OTHERS = new Map(say.otherFaults);
const ICONS = /** @type {Record<string, import("../vendor/icons.js").IconName>} */ ({ pole: "eye", modem: "wifi", drawer: "banknote", screen: "layout-grid" });
const TONES = /** @type {Record<string, import("../vendor/icons.js").IconName>} */ ({ done: "circle-check", "": "power" });

/** @param {{device: Device, refresh: () => Promise<void>}} props */
export function DeviceCard({ device, refresh }) {
  const problem = useSignal("");
  const how = standing(device.state);
  const ask = async (/** @type {string} */ what, /** @type {object} */ body) => {
    problem.value = "";
    try {
      await api.post(`/demo/printers/${encodeURIComponent(device.name)}/${what}`, body);
      await refresh();
    } catch (error) {
      problem.value = error instanceof Error && error.message ? error.message : say.failed;
    }
  };
  const set = (/** @type {string} */ fault) => ask("fault", { fault });
  return html`
    <article class="card printer" aria-label=${device.label}>
      <div class="head">${icon(ICONS[device.kind] ?? "printer", 24)}<h3>${device.label}</h3><span class=${`tag ${how.tone}`} role="status">${icon(TONES[how.tone] ?? "alert-triangle", 16)}${say.state[how.code]}</span>
        </div>
      ${device.slips === null ? html`<${Face} device=${device} />` : html`<${Paper} device=${device} />
      <p class="sub">${device.slips === 0 ? say.empty : say.slips(device.slips)} · ${say.kind[device.kind] ?? device.kind}</p>`}
      ${device.drawer && html`<div class="drawer"><span role="status">${device.state.drawer_open ? say.drawer.open : say.drawer.shut}</span>
        <button class="button" disabled=${!device.state.drawer_open} onClick=${() => set("close_drawer")}>${say.drawer.close}</button></div>`}
      ${device.around && html`<${HowToAdd} device=${device} />`}
      ${device.calls && html`<${Call} device=${device} tell=${(/** @type {string} */ url) => ask("call", { url })} />`}
      <${Faults} device=${device} set=${set} />
      ${problem.value && html`<p class="problem" role="alert">${icon("alert-circle", 20)}${problem.value}</p>`}
    </article>
  `;
}

/** @param {{device: Device, set: (fault: string) => void}} props */
function Faults({ device, set }) {
  const words = device.slips === null ? ON_OTHERS : ON_PAPER;
  const { usual, rest } = happenings(device, [...words.keys()]);
  const button = (/** @type {string} */ fault) => html`<button class="button" key=${fault} onClick=${() => set(fault)}>${words.get(fault) ?? say.fault(fault)}</button>`;
  return html`
    <div class="faults">
      ${usual.map(button)}
      ${device.faults.includes("restore") && html`<button class="button well" onClick=${() => set("restore")}>${icon("check", 20)}${say.well}</button>`}
    </div>
    ${rest.length > 0 && html`<details class="more"><summary>${say.more}${icon("chevron-down", 20)}</summary><div class="faults">${rest.map(button)}</div></details>`}
  `;
}

/** @param {{device: Device}} props */
function HowToAdd({ device }) {
  const mac = device.address.startsWith("mac:");
  const where = mac ? device.address.slice(4).toUpperCase().replace(/..\B/g, "$&:") : device.address;
  return html`<div class="place"><p class="sub">${say.how[device.name]}</p>${where && html`<p><span class="label">${mac ? say.mac : say.address}</span> <code>${where}</code></p>`}</div>`;
}

/** Whom a printer that calls shall call. @param {{device: Device, tell: (url: string) => Promise<void>}} props */
function Call({ device, tell }) {
  const url = useSignal("");
  const id = `call-${device.name}`;
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    void tell(url.value.trim());
  };
  return html`<form class="call field" onSubmit=${submit}><label for=${id}>${say.call.label}</label>
    <input id=${id} class="input" value=${url.value} onInput=${(/** @type {InputEvent} */ event) => (url.value = /** @type {HTMLInputElement} */ (event.target).value)} maxlength="400" placeholder=${say.call.hint} autocomplete="off" autocapitalize="none" spellcheck=${false} />
    <button class="button" disabled=${url.value.trim() === ""}>${say.call.go}</button></form>`;
}

/** What a device without paper shows. @param {{device: Device}} props */
function Face({ device }) {
  const { kind, shows, state, label } = device;
  if (kind === "pole") return html`<div class="pole" role="img" aria-label=${`${say.face(label)}: ${shows.map((line) => line.trim()).join(", ")}`}>${shows.map((line) => html`<span>${line}</span>`)}</div>`;
  if (kind === "modem") return html`<ul class="texts" tabindex="0" aria-label=${say.face(label)}>${shows.length === 0 ? html`<li class="sub">${say.noTexts}</li>` : shows.map((text) => html`<li>${text}</li>`)}</ul>`;
  if (kind === "drawer") return html`<p class="big" role="status">${say.openings(shows[0] ?? "0")}</p>`;
  return html`<p class="big" role="status">${say.screen[state.call ?? "off"] ?? say.screen["off"]}${shows.map((check) => html` <b class="number">${check}</b>`)}</p>`;
}

/** The next picture is loaded out of sight and put in place whole, so that nothing jumps. @param {{device: Device}} props */
function Paper({ device }) {
  const shown = useSignal("");
  const version = versions.value[device.name] ?? 0;
  const newest = useRef(0);
  useEffect(() => {
    const next = new Image();
    const address = `/demo/printers/${encodeURIComponent(device.name)}/paper.png?slips=${SLIPS}&v=${version}`;
    next.onload = () => {
      if (version < newest.current) return;
      newest.current = version;
      shown.value = address;
    };
    next.src = address;
  }, [device.name, version]);
  return html`<div class=${`paper ${device.around && device.slips === 0 ? "blank" : ""}`} tabindex="0" role="region" aria-label=${say.paper(device.label)}>${shown.value && html`<img src=${shown.value} alt=${say.paper(device.label)} />`}</div>`;
}
