// Paired devices: who is there, adding one, taking a lost one's access away.
import { showToast } from "../../shared/ui/toast.js";
import { Skeleton } from "../../shared/ui/skeleton.js";
import { icon } from "../../vendor/icons.js";
import { html, useSignal } from "../../vendor/ui.js";
import { fetchDevices, revokeDevice } from "../appliance.js";
import { address } from "../route.js";
import { device } from "../state.js";
import { say } from "../strings.js";
import { AddDevice } from "./add_device.js";
import { useFetched, useWork } from "./fetched.js";
import { Problem } from "./pieces.js";

/** @typedef {import("../wire.js").ListedDevice} ListedDevice */

export function DevicesPage() {
  const adding = useSignal(false);
  const { value, problem, reload } = useFetched(fetchDevices, []);
  const done = () => {
    adding.value = false;
    void reload();
  };
  return html`
    <div class="page-head">
      <a class="button plain" href=${address("more")}>${icon("arrow-left", 22)}${say.back}</a><h1>${say.devices.title}</h1>
      <button class="button primary" onClick=${() => (adding.value = true)}>${icon("plus", 20)}${say.devices.add}</button>
    </div>
    <${Problem} text=${problem} />
    ${!value && !problem && html`<div class="card"><${Skeleton} lines=${4} label=${say.loading} /></div>`}
    ${value && value.length === 0 && html`<p class="empty">${say.devices.empty}</p>`}
    <ul class="past">${value?.map((listed) => html`<${Row} key=${listed.id} listed=${listed} onRevoked=${reload} />`)}</ul>
    ${adding.value && html`<${AddDevice} onDone=${done} />`}
  `;
}

/** @param {{listed: ListedDevice, onRevoked: () => Promise<void>}} props */
function Row({ listed, onRevoked }) {
  const sure = useSignal(false);
  const { busy, problem, run } = useWork();
  const revoke = () => run(async () => {
    await revokeDevice(listed.id);
    showToast(say.devices.revoked(listed.name));
    await onRevoked();
  });
  const facts = [say.devices.kind[listed.kind], listed.stations.join(", "), listed.id === device.value?.id && say.devices.this].filter(Boolean).join(" · ");
  return html`
    <li class="card">
      <div class="grow"><b class="name">${listed.name}</b><span class="sub">${facts}</span><${Problem} text=${problem} /></div>
      <span class=${`tag ${listed.online ? "done" : ""}`}>${listed.online ? say.devices.online : say.devices.offline}</span>
      ${sure.value
        ? html`<span class="pair"><button class="button" onClick=${() => (sure.value = false)}>${say.cancel}</button>
          <button class="button danger" disabled=${busy} onClick=${revoke}>${say.devices.sure}</button></span>`
        : html`<button class="button" aria-label=${`${say.devices.revoke}: ${listed.name}`} onClick=${() => (sure.value = true)}>${say.devices.revoke}</button>`}
    </li>
  `;
}
