// A new screen connects with a short code.
import { ApiError } from "../../shared/api.js";
import { icon } from "../../vendor/icons.js";
import { html, useSignal } from "../../vendor/ui.js";
import { begin, pair } from "../appliance.js";
import { say } from "../strings.js";

export function Pairing() {
  const code = useSignal("");
  const problem = useSignal("");
  const busy = useSignal(false);
  const send = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (busy.value) return;
    if (!/[0-9a-z]/i.test(code.value)) return void (problem.value = say.pairing.empty);
    busy.value = true;
    problem.value = "";
    try {
      await pair(code.value);
      await begin();
    } catch (error) {
      problem.value = reason(error);
    } finally {
      busy.value = false;
    }
  };
  return html`
    <main class="pairing">
      <form class="card" onSubmit=${send}>
        <span class="emblem">${icon("chef-hat", 44)}</span>
        <h1>${say.pairing.title}</h1>
        <p class="sub">${say.pairing.how}</p>
        <div class="field">
          <label for="code">${say.pairing.label}</label>
          <input id="code" class="input code" value=${code.value} onInput=${(/** @type {InputEvent} */ event) => (code.value = /** @type {HTMLInputElement} */ (event.target).value.toUpperCase())}
            autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="12" autofocus aria-invalid=${problem.value ? "true" : "false"} aria-describedby="problem" />
          <p id="problem" class="problem" role="alert">${problem.value && html`${icon("alert-circle", 20)}${problem.value}`}</p>
        </div>
        <button class="button primary wide" disabled=${busy.value}>${busy.value ? say.pairing.sending : say.pairing.send}</button>
      </form>
    </main>
  `;
}

/** @param {unknown} error */
function reason(error) {
  if (!(error instanceof ApiError) || error.status === 0) return say.pairing.failed;
  if (error.status === 429) return say.pairing.wait(error.retry_after_s ?? 60);
  return error.code === "pairing_code_unknown" ? say.pairing.unknown : error.sentence;
}
