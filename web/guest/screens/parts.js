// Small pieces that several guest screens share.
import { html } from "../../vendor/ui.js";
import { icon } from "../../vendor/icons-guest.js";
import { t } from "../../shared/i18n/index.js";
import { initialsOf, party } from "../state.js";
import { memberName, memberOf } from "../words.js";
import { go, openSheet } from "../view.js";

/** @typedef {import("../../vendor/ui.js").Child} Child */

/** Title with the way back to the menu. @param {{title: string, sub?: Child}} props */
export function ScreenHead({ title, sub }) {
  return html`<header class="top screen-head">
    <button type="button" class="round-button back" aria-label=${t("back_to_menu")} onClick=${() => go("menu")}>${icon("chevron-left", 24)}
      </button>
    <div class="where"><h1 tabindex="-1">${title}</h1>${sub ? html`<p class="sub">${sub}</p>` : null}</div>
    ${party.value ? html`<button type="button" class="table-chip" onClick=${() => openSheet({ kind: "table" })}>
      <span class="sr-only">${t("table_menu")}: </span>${party.value.table.name}</button>` : null}
  </header>`;
}

/** A round picture of one guest: initial or number; the name for those who do not see it. @param {{id: string, size?: number}} props */
export function Avatar({ id, size = 28 }) {
  const member = memberOf(id);
  const colour = member ? `var(--member-${((member.number - 1 + 6) % 6) + 1})` : "var(--edge)";
  return html`<span class="avatar" role="img" aria-label=${memberName(id)}
    style=${{ background: colour, width: `${size}px`, height: `${size}px` }}>${member ? initialsOf(member) : icon("user", 16)}</span>`;
}

/** What a guest wrote, in its own direction of writing. @param {{text: string}} props */
export const Note = ({ text }) => html`<bdi>“${text}”</bdi>`;

/** @param {{tone: "busy" | "soon" | "late" | "done" | "", mark?: import("../../vendor/icons-guest.js").IconName, title: string, children?: Child, role?: string}} props */
export function Notice({ tone, mark, title, children, role }) {
  return html`<div class=${`notice ${tone}`} role=${role}>${mark ? icon(mark, 20) : null}<div><b>${title}
    </b>${children ? html`<div class="notice-more">${children}</div>` : null}</div></div>`;
}
