// Allergens to keep away from: the 14 of the law, by name, and what the answer can and cannot promise.
import { html } from "../../vendor/ui.js";
import { icon } from "../../vendor/icons-guest.js";
import { t } from "../../shared/i18n/index.js";
import { Chips } from "../../shared/ui/chips.js";
import { Sheet } from "../../shared/ui/sheet.js";
import { filters, setFilters } from "../find.js";
import { ALLERGENS } from "../words.js";
import { closeSheet } from "../view.js";
import { Notice } from "./parts.js";

export function FilterSheet() {
  const { diets, avoid } = filters.value;
  const options = ALLERGENS.map((code) => ({ value: code, text: t(`allergen.${code}`), mark: avoid.includes(code) ? icon("check", 16) : null }));
  const foot = html`<div class="buy">
    <button type="button" class="button" disabled=${avoid.length === 0} onClick=${() => setFilters({ diets, avoid: [] })}>${t("clear")}
      </button>
    <button type="button" class="button primary" onClick=${() => closeSheet()}>${t("show_dishes")}</button></div>`;
  return html`<${Sheet} title=${t("without_title")} onClose=${() => closeSheet()} closeLabel=${t("close")} closeMark=${icon("x", 24)}
    foot=${foot}>
    <p class="sub spaced">${t("without_hint")}</p>
    <${Chips} label=${t("without_title")} several options=${options} chosen=${avoid}
      onChange=${(/** @type {string[]} */ next) => setFilters({ diets, avoid: next })} />
    <div class="spaced"><${Notice} tone="soon" mark="info" title=${t("allergy_tell")}>${t("allergy_tell_more")}</${Notice}></div>
  </${Sheet}>`;
}
