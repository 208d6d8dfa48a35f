// The full pages that say why ordering is not possible and what to do next: closed, paused, ended, unknown code, left-over bill.
import { html, useEffect, useState } from "../../vendor/ui.js";
import { icon } from "../../vendor/icons-guest.js";
import { sentence, t } from "../../shared/i18n/index.js";
import { clock, serverNow } from "../../shared/time.js";
import { beginNew, visit } from "../app.js";
import { justRead, keepOld } from "../entry.js";
import { phase, party } from "../state.js";
import { at } from "../words.js";
import { openSheet } from "../view.js";
import { countdown } from "./send.js";

/** @typedef {import("../../vendor/icons-guest.js").IconName} IconName */

/** What each refusal looks like; others get the appliance's own sentence. @type {Record<string, {mark: IconName, read: boolean, retry: boolean}>} */
const LOOKS = {
  closed: { mark: "clock", read: true, retry: false },
  table_disabled: { mark: "utensils", read: true, retry: false },
  qr_disabled: { mark: "hand", read: true, retry: true },
  staff_opens: { mark: "hand", read: true, retry: true },
  table_session_ended: { mark: "circle-check", read: true, retry: true },
  qr_replaced: { mark: "info", read: true, retry: false },
  unknown_table: { mark: "info", read: true, retry: false },
  offline: { mark: "wifi-off", read: true, retry: true },
  too_many_requests: { mark: "clock", read: true, retry: true },
};
const UNKNOWN = { mark: /** @type {IconName} */ ("alert-circle"), read: true, retry: true };
/** Codes that look like another one to a guest. @type {Record<string, string>} */
const CALLED = { timeout: "offline", garbled: "offline", not_found: "unknown_table", too_many_tries: "too_many_requests" };

/** @param {{stale?: boolean}} props */
export function Page({ stale }) {
  useEffect(() => void document.getElementById("page-title")?.focus(), [stale]);
  if (stale) return html`<${Stale} />`;
  const here = phase.value;
  return here.name === "refused" ? html`<${Refused} code=${here.code} detail=${here.detail} />` : null;
}

/** @param {{code: string, detail: Record<string, any>}} props */
function Refused({ code, detail }) {
  const [blockedUntil] = useState(detail.retry_after_s ? serverNow() + detail.retry_after_s * 1000 : 0);
  const known = CALLED[code] ?? code;
  const look = LOOKS[known] ?? UNKNOWN;
  const own = LOOKS[known] !== undefined;
  const wait_s = Math.ceil((blockedUntil - clock.value) / 1000);
  const opens = detail.opens_at ?? detail.until_at;
  return html`<main class="full">
    <${Head} />
    <div class="full-mark">${icon(look.mark, 40)}</div>
    <h1 id="page-title" tabindex="-1">${own ? t(`page.${known}.title`) : sentence({ code, sentence: detail.error })}</h1>
    ${detail.message ? html`<p class="full-words"><b>${detail.message}</b></p>` : null}
    ${opens ? html`<p class="full-words"><b class="number">${t(known === "closed" ? "opens_at" : "again_at", { time: at(opens) })}</b>
      </p>` : null}
    <p class="full-words">${t(own ? `page.${known}.next` : "page.unknown.next")}</p>
    <div class="full-ways">
      ${look.retry ? html`<button type="button" class="button primary wide" disabled=${wait_s > 0} onClick=${() => void visit()}>
        ${wait_s > 0 ? t("wait_s", { time: countdown(wait_s) }) : t("try_again")}</button>` : null}
      ${look.read ? html`<button type="button" class=${look.retry ? "button wide" : "button primary wide"} onClick=${justRead}>
        ${t("read_menu")}</button>` : null}
    </div>
  </main>`;
}

/** Whose page it is, and the way to another language. */
function Head() {
  return html`<div class="full-head"><b>${document.title}</b>
    <button type="button" class="tool" aria-label=${t("language")} onClick=${() => openSheet({ kind: "language" })}>${icon("globe", 20)}
      </button></div>`;
}

function Stale() {
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const begin = async () => {
    setBusy(true);
    try {
      await beginNew();
    } catch (error) {
      setProblem(sentence(/** @type {{code?: string}} */ (error)));
      setBusy(false);
    }
  };
  return html`<main class="full">
    <${Head} />
    <div class="full-mark">${icon("receipt", 40)}</div>
    <h1 id="page-title" tabindex="-1">${t("page.stale.title")}</h1>
    <p class="full-words">${t("page.stale.next", { time: party.value ? at(party.value.opened_at) : "" })}</p>
    ${problem ? html`<p class="problem" role="alert">${icon("alert-circle", 16)}<span>${problem}</span></p>` : null}
    <div class="full-ways">
      <button type="button" class="button primary wide" disabled=${busy} onClick=${begin}>${t("start_new")}</button>
      <button type="button" class="button wide" disabled=${busy} onClick=${keepOld}>${t("keep_old")}</button>
    </div>
  </main>`;
}
