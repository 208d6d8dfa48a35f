// The word of the day, for those who may see it.
import { showToast } from "../../shared/ui/toast.js";
import { html } from "../../vendor/ui.js";
import { fetchPass, printPass, rotatePass } from "../appliance.js";
import { may } from "../rules.js";
import { staff } from "../state.js";
import { say } from "../strings.js";
import { time } from "../words.js";
import { useFetched, useWork } from "./fetched.js";
import { FloorSheet, Problem } from "./pieces.js";

export function PassSheet() {
  const { value, problem, set } = useFetched(fetchPass, []);
  const work = useWork();
  const rotate = () => work.run(async () => set(await rotatePass()));
  const print = () => work.run(async () => {
    await printPass();
    showToast(say.pass.printed);
  });
  return html`
    <${FloorSheet} title=${say.pass.title}>
      ${value && (value.enabled ? html`<p class="word">${value.word ?? say.pass.none}</p><p class="sub center">${say.pass.hint}</p>
        <p class="sub center">${value.valid_until !== null && say.pass.until(time(value.valid_until))}</p>` : html`<p>${say.pass.off}</p>`)}
      <${Problem} text=${problem || work.problem} />
      ${value?.enabled && html`<div class="pair fill">
        <button class="button" data-act="" disabled=${work.busy} onClick=${print}>${say.print}</button>
        ${may(staff.value, "edit_settings") && html`<button class="button" data-act="" disabled=${work.busy} onClick=${rotate}>${say.pass.rotate}</button>`}
      </div>`}
    <//>
  `;
}
