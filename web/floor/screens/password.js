// Login and password, and the waiting after too many wrong tries.
import { ApiError } from "../../shared/api.js";
import { html, useEffect, useSignal } from "../../vendor/ui.js";
import { begin, sentenceOf, signIn } from "../appliance.js";
import { say } from "../strings.js";
import { Problem } from "./pieces.js";

/** What the appliance takes. */
const LONGEST_LOGIN = 100;
const LONGEST_PASSWORD = 200;

export function PasswordForm() {
  const login = useSignal("");
  const password = useSignal("");
  const attempt = useTry((error) => (error.status === 401 ? say.signIn.wrongPassword(triesLeft(error)) : sentenceOf(error)));
  const send = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (attempt.busy.value || attempt.wait_s.value > 0) return;
    if (login.value.trim().length > LONGEST_LOGIN) return void (attempt.problem.value = say.signIn.longLogin(LONGEST_LOGIN));
    if (password.value.length > LONGEST_PASSWORD) return void (attempt.problem.value = say.signIn.longPassword(LONGEST_PASSWORD));
    if (await attempt.run(() => signIn({ login: login.value.trim(), password: password.value }))) await begin();
  };
  const typed = (/** @type {import("../../vendor/ui.js").Signal<string>} */ field) => (/** @type {InputEvent} */ event) => (field.value = /** @type {HTMLInputElement} */ (event.target).value);
  return html`
    <form class="stack" onSubmit=${send}>
      <h1>${say.signIn.password}</h1>
      <div class="field"><label for="login">${say.signIn.login}</label>
        <input id="login" class="input" autocomplete="username" autocapitalize="none" spellcheck="false" value=${login.value} onInput=${typed(login)} autofocus /></div>
      <div class="field"><label for="password">${say.signIn.secret}</label>
        <input id="password" class="input" type="password" autocomplete="current-password" value=${password.value} onInput=${typed(password)} /></div>
      <${Problem} text=${attempt.wait_s.value > 0 ? say.signIn.wait(attempt.wait_s.value) : attempt.problem.value} />
      <button class="button primary wide" disabled=${attempt.busy.value || attempt.wait_s.value > 0 || login.value.trim() === "" || password.value === ""}>${attempt.busy.value ? say.signIn.going : say.signIn.go}</button>
    </form>
  `;
}

/** How many tries the appliance still gives, 0 when it does not say. @param {ApiError} error */
export const triesLeft = (error) => Number(error.body["tries_left"] ?? 0);

/**
 * One try at a secret: busy, the reason it failed, and seconds to wait that count down.
 * @param {(error: ApiError) => string} sentence
 */
export function useTry(sentence) {
  const busy = useSignal(false);
  const problem = useSignal("");
  const wait_s = useSignal(0);
  useEffect(() => {
    const timer = setInterval(() => wait_s.value > 0 && (wait_s.value -= 1), 1000);
    return () => clearInterval(timer);
  }, []);
  const run = async (/** @type {() => Promise<unknown>} */ attempt) => {
    busy.value = true;
    problem.value = "";
    try {
      await attempt();
      return true;
    } catch (error) {
      if (error instanceof ApiError && (error.status === 429 || error.retry_after_s)) wait_s.value = Math.ceil(error.retry_after_s ?? 60);
      else problem.value = error instanceof ApiError ? sentence(error) : sentenceOf(error);
      return false;
    } finally {
      busy.value = false;
    }
  };
  return { busy, problem, wait_s, run };
}
