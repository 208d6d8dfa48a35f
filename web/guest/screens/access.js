// The small question before sending: the table's PIN, or today's word. Wrong tries are told, a block counts down.
import { html, useEffect, useRef, useState } from "../../vendor/ui.js";
import { icon } from "../../vendor/icons-guest.js";
import { sentence, t } from "../../shared/i18n/index.js";
import { api, ApiError } from "../../shared/api.js";
import { clock, serverNow } from "../../shared/time.js";
import { Sheet } from "../../shared/ui/sheet.js";
import { sendOrder } from "../cart.js";
import { me, party } from "../state.js";
import { closeSheet } from "../view.js";
import { countdown } from "./send.js";

const PIN_LENGTH = 4;

/** @param {{what: "pin" | "pass"}} props */
export function AccessSheet({ what }) {
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const [blockedUntil, setBlockedUntil] = useState(0);
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  const wait_s = Math.ceil((blockedUntil - clock.value) / 1000);
  useEffect(() => field.current?.focus(), []);

  /** @param {string} value */
  const check = async (value) => {
    setBusy(true);
    try {
      await api.post(`/session/${party.value?.id}/validate_${what}`, what === "pin" ? { pin: value } : { word: value });
      if (me.value) me.value = { ...me.value, [what === "pin" ? "needs_pin" : "needs_pass"]: false };
      closeSheet();
      sendOrder();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.retry_after_s) setBlockedUntil(serverNow() + error.retry_after_s * 1000);
      setProblem(reasonOf(error));
      setTyped("");
      field.current?.focus();
    } finally {
      setBusy(false);
    }
  };
  /** @param {{currentTarget: HTMLInputElement}} event */
  const type = ({ currentTarget }) => {
    setTyped(currentTarget.value);
    if (what === "pin" && /^\d{4}$/.test(currentTarget.value)) void check(currentTarget.value);
  };
  const pin = what === "pin";
  return html`<${Sheet} title=${t(`access.${what}.title`)} onClose=${() => closeSheet()} closeLabel=${t("close")}
    closeMark=${icon("x", 24)}>
    <form class="access" onSubmit=${(/** @type {Event} */ event) => { event.preventDefault(); void check(typed.trim()); }}>
      <label for="access" class="sub">${t(`access.${what}.hint`)}</label>
      <input ref=${field} id="access" class=${pin ? "input pin" : "input"} type="text" inputmode=${pin ? "numeric" : "text"}
        autocapitalize="none" autocomplete="off" spellcheck="false"
        maxlength=${pin ? PIN_LENGTH : 40} dir="ltr" value=${typed}
        disabled=${wait_s > 0} readonly=${busy} aria-invalid=${problem ? "true" : undefined} aria-describedby="access-problem" onInput=${type} />
      <p id="access-problem" class="problem" role="alert">${problem ? html`${icon("alert-circle", 16)}
        <span>${wait_s > 0 ? t("wait_s", { time: countdown(wait_s) }) : problem}</span>` : null}</p>
      <button class="button primary wide" disabled=${busy || wait_s > 0 || typed.trim().length < (pin ? PIN_LENGTH : 1)}>
        ${busy ? t("checking") : t("send_order")}</button>
    </form>
  </${Sheet}>`;
}

/** @param {ApiError} error */
function reasonOf(error) {
  const left = error.body["tries_left"];
  return sentence(error) + (typeof left === "number" ? ` ${t("tries_left", { count: left })}` : "");
}
