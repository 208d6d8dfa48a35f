// Search and filters of the menu: words without their accents, diets that must fit, allergens to keep away from.
import { computed, html, signal, useEffect, useRef } from "../vendor/ui.js";
import { icon } from "../vendor/icons-guest.js";
import { t } from "../shared/i18n/index.js";
import { recall, remember } from "../shared/memory.js";
import { openSheet } from "./view.js";
import { DIETS, allergenList } from "./words.js";

/** @typedef {import("../shared/contract.js").Menu} Menu */
/** @typedef {import("../shared/contract.js").MenuItem} Item */
/** @typedef {import("../shared/contract.js").MenuCategory} Category */
/** @typedef {{diets: string[], avoid: string[]}} Filters */

const kept = recall("filters");
/** @param {unknown} list @returns {string[]} */
const strings = (list) => (Array.isArray(list) ? list.filter((one) => typeof one === "string") : []);

export const query = signal("");
export const filters = signal(/** @type {Filters} */ ({ diets: strings(kept?.diets), avoid: strings(kept?.avoid) }));
export const shownBar = signal(filters.value.diets.length + filters.value.avoid.length > 0);
const count = computed(() => filters.value.diets.length + filters.value.avoid.length);

/** @param {Filters} next kept on this phone until changed */
export function setFilters(next) {
  filters.value = next;
  remember("filters", next.diets.length + next.avoid.length ? next : null);
}

/** Shows the search bar, or hides it and clears what it searched. */
export function toggle() {
  shownBar.value = !shownBar.value;
  if (!shownBar.value) clear();
}

export function clear() {
  query.value = "";
  setFilters({ diets: [], avoid: [] });
}

/** The categories with what fits, empty ones left out. @param {Menu} all @param {(all: Menu) => Category[]} inOrder @returns {Category[]} */
export function shown(all, inOrder) {
  const words = plain(query.value).split(/\s+/).filter(Boolean);
  if (words.length === 0 && count.value === 0) return inOrder(all);
  return inOrder(all)
    .map((category) => ({ ...category, items: category.items.filter((item) => fits(item, category, all, words, filters.value)) }))
    .filter((category) => category.items.length > 0);
}

/** A warning under a dish that the filters cannot vouch for. @param {Item} item @param {Menu} all */
export function flagOf(item, all) {
  if (filters.value.avoid.length === 0) return "";
  if (item.allergens === null) return t("allergens_unknown_short");
  const risky = optionAllergens(item, all).filter((code) => filters.value.avoid.includes(code));
  return risky.length ? t("some_options_contain", { list: allergenList(risky) }) : "";
}

/**
 * @param {Item} item @param {Category} category @param {Menu} all @param {string[]} words already plain @param {Filters} wanted
 * @returns {boolean} an item whose allergens are unknown stays, with a warning: hiding it would look like knowledge
 */
export function fits(item, category, all, words, wanted) {
  const text = plain(`${item.name} ${item.description} ${category.name}`);
  if (!words.every((word) => text.includes(word))) return false;
  if (!wanted.diets.every((diet) => item.diets.includes(diet) || (diet === "vegetarian" && item.diets.includes("vegan")))) return false;
  return item.allergens === null || avoidable(item, all, wanted.avoid);
}

/** Lower case without accents and Arabic vowel signs: "ragù" is found by "ragu". @param {string} text */
export function plain(text) {
  return text.toLocaleLowerCase().normalize("NFD").replace(/\p{M}|ـ/gu, "").replace(/[أإآٱ]/g, "ا").replace(/ى/g, "ي").replace(/ة/g, "ه");
}

/** Whether the dish itself is free of them and each choice offers something that is too. @param {Item} item @param {Menu} all @param {string[]} avoid */
function avoidable(item, all, avoid) {
  if ((item.allergens ?? []).some((code) => avoid.includes(code))) return false;
  return item.groups.every((id) => {
    const group = all.groups[id];
    if (!group || (group.kind === "choice" && group.min === 0)) return true;
    return group.options.some((option) => option.allergens !== null && !option.allergens.some((code) => avoid.includes(code)));
  });
}

/** @param {Item} item @param {Menu} all */
function optionAllergens(item, all) {
  return [...new Set(item.groups.flatMap((id) => all.groups[id]?.options.flatMap((option) => option.allergens ?? []) ?? []))];
}

/** The bar over the tabs: a field, and the diets one tap away. */
export function Finder() {
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  const open = shownBar.value;
  useEffect(() => void (open && count.peek() === 0 && field.current?.focus()), [open]);
  if (!open) return null;
  const { diets, avoid } = filters.value;
  /** @param {string} diet */
  const tap = (diet) => setFilters({ avoid, diets: diets.includes(diet) ? diets.filter((one) => one !== diet) : [...diets, diet] });
  return html`<div class="finder" role="search">
    <div class="finder-field">
      <span class="finder-mark">${icon("search", 20)}</span>
      <input ref=${field} class="input" type="search" enterkeyhint="search" aria-label=${t("search")} placeholder=${t("search_hint")}
        value=${query.value} autocomplete="off"
        onInput=${(/** @type {{currentTarget: HTMLInputElement}} */ event) => (query.value = event.currentTarget.value)}
        onKeyDown=${(/** @type {KeyboardEvent} */ event) => event.key === "Escape" && toggle()} />
      <button type="button" class="round-button" aria-label=${t("close")} onClick=${toggle}>${icon("x", 20)}</button>
    </div>
    <div class="tab-row" role="group" aria-label=${t("filters")}>
      <button type="button" class="chip" aria-pressed=${avoid.length ? "true" : "false"} onClick=${() => openSheet({ kind: "filters" })}>
        ${avoid.length ? t("without_count", { count: avoid.length }) : t("without")}${icon("chevron-down", 16)}</button>
      ${DIETS.map((diet) => html`<button type="button" class="chip" key=${diet} aria-pressed=${diets.includes(diet) ? "true" : "false"}
        onClick=${() => tap(diet)}>${t(`diet.${diet}`)}</button>`)}
    </div>
  </div>`;
}
