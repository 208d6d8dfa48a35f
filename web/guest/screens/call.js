// Calling a waiter, or asking for the bill: one tap, one tap to take it back, and plainly on its way meanwhile.
import { html, useState } from "../../vendor/ui.js";
import { icon } from "../../vendor/icons-guest.js";
import { sentence, t } from "../../shared/i18n/index.js";
import { api } from "../../shared/api.js";
import { showToast } from "../../shared/ui/toast.js";
import { party } from "../state.js";

/** @typedef {"waiter" | "bill"} Kind */

/** @param {Kind} kind */
export const isCalled = (kind) => party.value?.calls.some((call) => call.kind === kind) ?? false;

/**
 * @param {Kind} kind @param {boolean} wanted false takes the call back
 * @returns {Promise<boolean>} whether the appliance took it
 */
export async function call(kind, wanted) {
  const before = party.value;
  if (!before) return false;
  const calls = before.calls.filter((one) => one.kind !== kind);
  party.value = { ...before, calls: wanted ? [...calls, { id: "new", kind, made_at: Date.now() }] : calls };
  try {
    const answer = await api.post(`/session/${before.id}/call${wanted ? "" : "/cancel"}`, { kind });
    if (party.value) party.value = { ...party.value, calls: answer.calls };
    return true;
  } catch (error) {
    if (party.value) party.value = { ...party.value, calls: before.calls };
    showToast(sentence(/** @type {{code?: string}} */ (error)));
    return false;
  }
}

/** @param {{kind: Kind, class?: string}} props */
export function CallButton({ kind, class: extra = "" }) {
  const [busy, setBusy] = useState(false);
  const called = isCalled(kind);
  const tap = async () => {
    setBusy(true);
    await call(kind, !called);
    setBusy(false);
  };
  return html`<button type="button" class=${`button call ${called ? "called" : ""} ${extra}`} aria-pressed=${called ? "true" : "false"}
    disabled=${busy} onClick=${tap}>
    ${icon(called ? "check" : kind === "waiter" ? "hand" : "receipt", 20)}<span>${t(called ? `called.${kind}` : `call.${kind}`)}</span>
      </button>`;
}
