// The switch of language, each named in itself.
import { html } from "../../vendor/ui.js";
import { icon } from "../../vendor/icons-guest.js";
import { LANGUAGE_NAMES, language, t } from "../../shared/i18n/index.js";
import { Sheet } from "../../shared/ui/sheet.js";
import { changeLanguage } from "../app.js";
import { venue } from "../state.js";
import { closeSheet } from "../view.js";

export function LanguageSheet() {
  const offered = venue.value?.languages ?? Object.keys(LANGUAGE_NAMES).slice(0, 3);
  /** @param {string} code */
  const choose = (code) => {
    closeSheet();
    void changeLanguage(code);
  };
  return html`<${Sheet} title=${t("language")} onClose=${() => closeSheet()} closeLabel=${t("close")} closeMark=${icon("x", 24)}>
    <ul class="rows">${offered.map((code) => html`<li key=${code}><button type="button" class="row-button" lang=${code}
      aria-current=${code === language.value ? "true" : undefined} onClick=${() => choose(code)}>
      <span>${LANGUAGE_NAMES[code] ?? code}</span>${code === language.value ? icon("check", 20) : null}</button></li>`)}</ul>
  </${Sheet}>`;
}
