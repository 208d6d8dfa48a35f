// A new tablet connects with a short code; owner and manager may enter with a password instead.
import { icon } from "../../vendor/icons.js";
import { html, useSignal } from "../../vendor/ui.js";
import { begin, pair, sentenceOf } from "../appliance.js";
import { say } from "../strings.js";
import { PasswordForm, useTry } from "./password.js";
import { Problem } from "./pieces.js";

export function Pairing() {
  const code = useSignal("");
  const owner = useSignal(false);
  const attempt = useTry((error) => (error.code === "pairing_code_unknown" ? say.pairing.unknown : sentenceOf(error)));
  const send = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (attempt.busy.value || attempt.wait_s.value > 0) return;
    if (!/[0-9a-z]/i.test(code.value)) return void (attempt.problem.value = say.pairing.empty);
    let kind = "";
    if (!(await attempt.run(async () => (kind = (await pair(code.value)).device.kind)))) return;
    if (kind === "floor") await begin();
    else attempt.problem.value = say.pairing.kitchen;
  };
  const typed = (/** @type {InputEvent} */ event) => (code.value = /** @type {HTMLInputElement} */ (event.target).value.toUpperCase());
  if (owner.value) return html`<main class="door"><div class="card"><${PasswordForm} /><button class="button plain wide" onClick=${() => (owner.value = false)}>${say.back}</button></div></main>`;
  return html`
    <main class="door">
      <form class="card stack" onSubmit=${send}>
        ${icon("layout-grid", 40)}
        <h1>${say.pairing.title}</h1>
        <p class="sub">${say.pairing.how}</p>
        <div class="field"><label for="code">${say.pairing.label}</label>
          <input id="code" class="input code" value=${code.value} onInput=${typed} autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="12" autofocus />
          <${Problem} text=${attempt.wait_s.value > 0 ? say.signIn.wait(attempt.wait_s.value) : attempt.problem.value} /></div>
        <button class="button primary wide" disabled=${attempt.busy.value || attempt.wait_s.value > 0}>${attempt.busy.value ? say.pairing.sending : say.pairing.send}</button>
        <button type="button" class="button plain wide" onClick=${() => (owner.value = true)}>${say.pairing.owner}</button>
      </form>
    </main>
  `;
}
