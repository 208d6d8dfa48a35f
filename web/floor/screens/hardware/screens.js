// Paired screens and tablets: who is there, renaming one, taking a lost one's access away.
import { showToast } from "../../../shared/ui/toast.js";
import { icon } from "../../../vendor/icons.js";
import { html, useSignal } from "../../../vendor/ui.js";
import { revokeDevice } from "../../appliance.js";
import { changeDevice } from "../../hardware.js";
import { span } from "../../hardware_rules.js";
import { device } from "../../state.js";
import { say } from "../../strings.js";
import { age } from "../../words.js";
import { useWork } from "../fetched.js";
import { FloorSheet, Problem } from "../pieces.js";
import { Arriving, Group, TextField, asOptions } from "./fields.js";
import { roleSays } from "./words.js";

/** @typedef {import("../../hardware_wire.js").ListedDevice} ListedDevice */
/** @typedef {readonly {id: string, name: string}[]} Stations */

/** @param {{devices: {value: ListedDevice[] | null, problem: string, reload: () => Promise<void>}, stations: Stations, onAdd: () => void, onChange: (listed: ListedDevice) => void}} props */
export function ScreensSection({ devices, stations, onAdd, onChange }) {
  return html`
    <section class="kit" aria-labelledby="screens">
      <div class="kit-head"><h2 id="screens">${say.devices.title}</h2><button class="button" onClick=${onAdd}>${icon("plus", 20)}${say.devices.add}</button></div>
      <${Arriving} fetched=${devices}>
        ${devices.value?.length === 0 && html`<p class="sub">${say.devices.empty}</p>`}
        <ul class="kit-list">${devices.value?.map((listed) => html`<li key=${listed.id}><${DeviceCard} listed=${listed} stations=${stations} onRevoked=${devices.reload} onChange=${() => onChange(listed)} /></li>`)}</ul>
      <//>
    </section>
  `;
}

/** @param {{listed: ListedDevice, stations: Stations, onRevoked: () => Promise<void>, onChange: () => void}} props */
function DeviceCard({ listed, stations, onRevoked, onChange }) {
  const sure = useSignal(false);
  const { busy, problem, run } = useWork();
  const revoke = () => run(async () => {
    await revokeDevice(listed.id);
    showToast(say.devices.revoked(listed.name));
    await onRevoked();
  });
  const shows = listed.kind === "kitchen" && stations.length > 0 ? roleSays("kitchen_screen", stations, listed.stations) : "";
  const facts = [say.devices.kind[listed.kind], shows, listed.id === device.value?.id && say.devices.this].filter(Boolean).join(" · ");
  const seen = listed.online ? "" : listed.last_seen_at === null ? say.devices.neverSeen : say.devices.seen(age(listed.last_seen_at));
  const life = [seen, say.devices.paired(age(listed.paired_at))].filter(Boolean).join(" · ");
  const { agent } = listed;
  return html`
    <article class="card kit-card" aria-label=${listed.name}>
      <div class="kit-name">${icon(listed.kind === "kitchen" ? "chef-hat" : "layout-grid", 24)}<span class="grow"><b class="name">${listed.name}</b><span class="sub">${facts}</span></span>
        <span class=${`tag ${listed.online ? "done" : ""}`}>${listed.online ? say.devices.online : say.devices.offline}</span></div>
      <p class="sub">${life}</p>
      ${agent && html`<p class="sub">${say.devices.agent(agent.display, span(agent.uptime_s))} · ${say.devices.restarts(agent.browser_starts)}</p>`}
      <${Problem} text=${problem} />
      <div class="pair">
        ${sure.value
          ? html`<button class="button" onClick=${() => (sure.value = false)}>${say.cancel}</button><button class="button danger" data-act="" disabled=${busy} onClick=${revoke}>${say.devices.sure}</button>`
          : html`<button class="button" aria-label=${`${say.devices.change}: ${listed.name}`} onClick=${onChange}>${say.devices.change}</button>
            <button class="button" data-act="" aria-label=${`${say.devices.revoke}: ${listed.name}`} onClick=${() => (sure.value = true)}>${say.devices.revoke}</button>`}
      </div>
    </article>
  `;
}

/** @param {{listed: ListedDevice, stations: Stations, onChanged: () => void, onClose: () => void}} props */
export function DeviceSheet({ listed, stations, onChanged, onClose }) {
  const name = useSignal(listed.name);
  const chosen = useSignal(listed.stations.filter((id) => stations.some((station) => station.id === id)));
  const { busy, problem, run } = useWork();
  const save = () => run(async () => {
    await changeDevice(listed.id, { name: name.value.trim(), ...(listed.kind === "kitchen" ? { stations: chosen.value } : {}) });
    showToast(say.hardware.saved);
    onChanged();
    onClose();
  });
  const foot = html`<button class="button primary wide" disabled=${busy || name.value.trim() === ""} onClick=${save}>${busy ? say.hardware.saving : say.hardware.save}</button>`;
  return html`
    <${FloorSheet} title=${listed.name} onClose=${onClose} foot=${foot}>
      <${TextField} id="device-name" label=${say.hardware.name} value=${name} long=${40} />
      ${listed.kind === "kitchen" && html`<${Group} several label=${say.hardware.stations} hint=${say.found.allStations} options=${asOptions(stations)} chosen=${chosen.value} onChange=${(/** @type {string[]} */ after) => (chosen.value = after)} />`}
      <${Problem} text=${problem} />
    <//>
  `;
}
