// Who has to wait after wrong PINs, and letting them in sooner.
import { showToast } from "../../shared/ui/toast.js";
import { icon } from "../../vendor/icons.js";
import { html } from "../../vendor/ui.js";
import { fetchWaiting, unlock } from "../appliance.js";
import { say } from "../strings.js";
import { useFetched, useWork } from "./fetched.js";
import { FloorSheet, Problem } from "./pieces.js";

export function WaitsSheet() {
  const { value, problem, reload } = useFetched(fetchWaiting, []);
  return html`
    <${FloorSheet} title=${say.waits.title}>
      <${Problem} text=${problem} />
      ${value && value.length === 0 && html`<p class="notice done">${icon("circle-check", 22)}${say.waits.nobody}</p>`}
      ${value && value.length > 0 && html`<p class="sub">${say.waits.hint}</p><ul class="list">${value.map((person) => html`<${Waiting} key=${person.id} person=${person} onDone=${reload} />`)}</ul>`}
    <//>
  `;
}

/** @param {{person: import("../appliance.js").Waiting, onDone: () => Promise<void>}} props */
function Waiting({ person, onDone }) {
  const { busy, problem, run } = useWork();
  const letIn = () => run(async () => {
    await unlock(person.id);
    showToast(say.waits.done(person.name));
    await onDone();
  });
  return html`
    <li class="row"><span><b>${person.name}</b> <span class="sub">${say.waits.wait(person.wait_s)}</span><${Problem} text=${problem} /></span>
      <button class="button" disabled=${busy} onClick=${letIn}>${say.waits.letIn}</button></li>
  `;
}
