// Signing in: a tap on one's name and four digits, or login and password.
import { icon } from "../../vendor/icons.js";
import { html, useLayoutEffect, useRef, useSignal } from "../../vendor/ui.js";
import { begin, fetchNames, sentenceOf, signIn } from "../appliance.js";
import { device, venue } from "../state.js";
import { say } from "../strings.js";
import { useFetched } from "./fetched.js";
import { PasswordForm, triesLeft, useTry } from "./password.js";
import { Pad, Problem } from "./pieces.js";

/** @typedef {import("../wire.js").Colleague} Colleague */

const PIN_DIGITS = 4;

export function SignIn() {
  const who = useSignal(/** @type {Colleague | null} */ (null));
  const password = useSignal(false);
  const { value, problem, reload } = useFetched(fetchNames, []);
  if (password.value) return html`<${Page}><${PasswordForm} /><button class="button plain wide" onClick=${() => (password.value = false)}>${say.back}</button><//>`;
  if (who.value) return html`<${Page}><${PinPad} who=${who.value} onOther=${() => (who.value = null)} /><//>`;
  return html`
    <${Page} wide>
      <h1>${say.signIn.who}</h1>
      ${problem && html`<${Problem} text=${problem} /><button class="button" onClick=${reload}>${say.retry}</button>`}
      ${value && value.length === 0 && html`<p class="sub">${say.signIn.nobody}</p>`}
      <ul class="people">${value?.map((person) => html`<li key=${person.id}><button onClick=${() => (who.value = person)}><span class="me" aria-hidden="true">${person.initials}</span>
        <span><b>${person.name}</b><span class="sub">${say.role[person.role] ?? person.role}</span></span></button></li>`)}</ul>
      <button class="button plain wide" onClick=${() => (password.value = true)}>${say.signIn.password}</button>
    <//>
  `;
}

/** @param {{wide?: boolean, children?: unknown}} props */
function Page({ wide = false, children }) {
  return html`<main class="door"><div class=${`card ${wide ? "roomy" : ""}`}><p class="sub venue">${venue.value?.name}${device.value && ` · ${device.value.name}`}</p>${children}</div></main>`;
}

/** @param {{who: Colleague, onOther: () => void}} props */
function PinPad({ who, onOther }) {
  const digits = useSignal("");
  const attempt = useTry((error) => (error.code === "wrong_pin" ? say.signIn.wrong(triesLeft(error)) : sentenceOf(error)));
  const press = async (/** @type {string} */ key) => {
    if (attempt.busy.peek() || attempt.wait_s.peek() > 0) return;
    attempt.problem.value = "";
    digits.value = key === "back" ? digits.value.slice(0, -1) : (digits.value + key).slice(0, PIN_DIGITS);
    if (digits.value.length < PIN_DIGITS) return;
    const pin = digits.value;
    if (await attempt.run(() => signIn({ staff_id: who.id, pin }))) await begin();
    else digits.value = "";
  };
  useKeys(press);
  return html`
    <h1>${say.signIn.pin(who.name)}</h1>
    <p class="dots" role="status" aria-label=${say.signIn.digits(digits.value.length)}>${Array.from({ length: PIN_DIGITS }, (_, at) => html`<i class=${at < digits.value.length ? "on" : ""}></i>`)}</p>
    <div class="slot"><${Problem} text=${attempt.wait_s.value > 0 ? say.signIn.wait(attempt.wait_s.value) : attempt.problem.value} /></div>
    ${attempt.wait_s.value > 90 && html`<p class="sub">${say.signIn.askManager}</p>`}
    <${Pad} label=${say.signIn.pin(who.name)} eraseLabel=${say.signIn.erase} disabled=${attempt.busy.value || attempt.wait_s.value > 0} onKey=${press} />
    <button class="button plain wide" onClick=${onOther}>${icon("arrow-left", 20)}${say.signIn.other}</button>
  `;
}

/** @param {(key: string) => unknown} press */
function useKeys(press) {
  const latest = useRef(press);
  latest.current = press;
  useLayoutEffect(() => {
    const heard = (/** @type {KeyboardEvent} */ event) => {
      if (/^\d$/.test(event.key)) latest.current(event.key);
      if (event.key === "Backspace") latest.current("back");
    };
    addEventListener("keydown", heard);
    return () => removeEventListener("keydown", heard);
  }, []);
}
