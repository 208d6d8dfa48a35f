// The demo's page of simulated devices: the restaurant's printers, and what stands around it to be found, added and tried.
import { api } from "../shared/api.js";
import { Skeleton } from "../shared/ui/skeleton.js";
import { icon } from "../vendor/icons.js";
import { html, render } from "../vendor/ui.js";
import { DeviceCard } from "./device.js";
import { devices, lost, takeList } from "./state.js";
import { say } from "./strings.js";

/** @typedef {import("./state.js").Device} Device */

const EVERY_MS = 1000;

function Page() {
  const list = devices.value;
  const own = list?.filter((device) => !device.around) ?? [];
  const around = list?.filter((device) => device.around) ?? [];
  return html`
    <header><h1>${say.title}</h1><p class="sub">${say.hint}</p></header>
    <div aria-live="polite">${lost.value && html`<p class="notice late">${icon("wifi-off", 22)}${say.lost}</p>`}</div>
    ${list === null && html`<div class="card"><${Skeleton} lines=${5} label=${say.loading} /></div>`}
    ${list?.length === 0 && html`<p class="sub">${say.none}</p>`}
    <main>
      <${Devices} title=${say.own} list=${own} />
      <${Devices} title=${say.around} hint=${say.aroundHint} list=${around} />
    </main>
  `;
}

/** @param {{title: string, hint?: string, list: Device[]}} props */
function Devices({ title, hint = "", list }) {
  if (list.length === 0) return null;
  return html`<section aria-label=${title}><h2>${title}</h2>${hint && html`<p class="sub">${hint}</p>`}
    <div class="printers">${list.map((device) => html`<${DeviceCard} key=${device.name} device=${device} refresh=${refresh} />`)}</div></section>`;
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
