// The demo's printer page: each simulated printer with its paper as a picture, and buttons that break it.
import { api } from "../shared/api.js";
import { Skeleton } from "../shared/ui/skeleton.js";
import { icon } from "../vendor/icons.js";
import { html, render, useEffect, useRef, useSignal } from "../vendor/ui.js";
import { lost, printers, standing, takeList, versions } from "./state.js";
import { say } from "./strings.js";

/** @typedef {import("./state.js").Printer} Printer */

const EVERY_MS = 1000;
const SLIPS = 6;

function Page() {
  const list = printers.value;
  return html`
    <header><h1>${say.title}</h1><p class="sub">${say.hint}</p></header>
    <div aria-live="polite">${lost.value && html`<p class="notice late">${icon("wifi-off", 22)}${say.lost}</p>`}</div>
    ${list === null && html`<div class="card"><${Skeleton} lines=${5} label=${say.loading} /></div>`}
    ${list?.length === 0 && html`<p class="sub">${say.none}</p>`}
    <main class="printers">${list?.map((printer) => html`<${PrinterCard} key=${printer.name} printer=${printer} />`)}</main>
  `;
}

/** @param {{printer: Printer}} props */
function PrinterCard({ printer }) {
  const problem = useSignal("");
  const how = standing(printer.state);
  const set = async (/** @type {string} */ fault) => {
    problem.value = "";
    try {
      await api.post(`/demo/printers/${encodeURIComponent(printer.name)}/fault`, { fault });
      await refresh();
    } catch (error) {
      problem.value = error instanceof Error && error.message ? error.message : say.failed;
    }
  };
  return html`
    <article class="card printer" aria-label=${printer.label}>
      <div class="head">${icon("printer", 24)}<h2>${printer.label}</h2><span class=${`tag ${how.tone}`} role="status">${icon(how.tone === "done" ? "circle-check" : "alert-triangle", 16)}${say.state[how.code]}</span>
        </div>
      <${Paper} printer=${printer} />
      <p class="sub">${printer.slips === 0 ? say.empty : say.slips(printer.slips)} · ${say.kind[printer.kind] ?? printer.kind}</p>
      ${printer.drawer && html`<div class="drawer"><span role="status">${printer.state.drawer_open ? say.drawer.open : say.drawer.shut}</span>
        <button class="button" disabled=${!printer.state.drawer_open} onClick=${() => set("close_drawer")}>${say.drawer.close}</button></div>`}
      <div class="faults">
        ${say.faults.map(([fault, word]) => html`<button class="button" key=${fault} onClick=${() => set(fault)}>${word}</button>`)}
        <button class="button well" onClick=${() => set("restore")}>${icon("check", 20)}${say.well}</button>
      </div>
      ${problem.value && html`<p class="problem" role="alert">${icon("alert-circle", 20)}${problem.value}</p>`}
    </article>
  `;
}

/** The next picture is loaded out of sight and put in place whole, so that nothing jumps. @param {{printer: Printer}} props */
function Paper({ printer }) {
  const shown = useSignal("");
  const version = versions.value[printer.name] ?? 0;
  const newest = useRef(0);
  useEffect(() => {
    const next = new Image();
    const address = `/demo/printers/${encodeURIComponent(printer.name)}/paper.png?slips=${SLIPS}&v=${version}`;
    next.onload = () => {
      if (version < newest.current) return;
      newest.current = version;
      shown.value = address;
    };
    next.src = address;
  }, [printer.name, version]);
  return html`<div class="paper" tabindex="0" role="region" aria-label=${say.paper(printer.label)}>${shown.value && html`<img src=${shown.value} alt=${say.paper(printer.label)} />`}</div>`;
}

async function refresh() {
  try {
    takeList(await api.get("/demo/printers/list", { retries: 0 }));
  } catch {
    lost.value = true; // The last paper stays on the screen; the next round asks again.
  }
}

async function keepLooking() {
  if (document.visibilityState === "visible") await refresh();
  setTimeout(keepLooking, EVERY_MS);
}

render(html`<${Page} />`, /** @type {HTMLElement} */ (document.getElementById("app")));
void keepLooking();
