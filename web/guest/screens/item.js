// One dish: what is in it, its choices, a note, how many, and the one button that says what it will cost.
import { html, useState } from "../../vendor/ui.js";
import { icon } from "../../vendor/icons-guest.js";
import { t } from "../../shared/i18n/index.js";
import { Sheet } from "../../shared/ui/sheet.js";
import { Stepper } from "../../shared/ui/stepper.js";
import { addToCart, setLine } from "../cart.js";
import { allergensOf, defaultChoices, groupsOf, isRequired, limits, missing, tapOption, unitPrice } from "../choices.js";
import { filters } from "../find.js";
import { availability, menu, phase, party } from "../state.js";
import { allergenList, at, delta, price } from "../words.js";
import { closeSheet } from "../view.js";
import { Notice } from "./parts.js";

/** @typedef {import("../../shared/contract.js").MenuItem} Item */
/** @typedef {import("../../shared/contract.js").Menu} Menu */
/** @typedef {import("../../shared/contract.js").Choices} Choices */
/** @typedef {import("../../shared/contract.js").CartLine} CartLine */
/** @typedef {import("../../shared/contract.js").MenuGroup & {id: string}} Group */

const NOTE_LENGTH = 140;
/** From so many characters left the guest is told how many. */
const NOTE_TOLD = 30;

/** @param {{item: Item, line?: CartLine}} props line: an edit of what is in the cart already */
export function ItemSheet({ item, line }) {
  const groups = menu.value?.groups ?? {};
  const [chosen, setChosen] = useState(() => line?.options ?? defaultChoices(item, groups));
  const [note, setNote] = useState(line?.note ?? "");
  const [quantity, setQuantity] = useState(line?.quantity ?? 1);
  const [asked, setAsked] = useState(false);
  const lacking = missing(item, groups, chosen);
  const blocked = whyNot(item);
  const confirm = () => {
    if (lacking.length) {
      setAsked(true);
      document.getElementById(`group-${lacking[0]}`)?.scrollIntoView({ block: "center", behavior: "smooth" });
      return;
    }
    if (line) setLine(line, { options: chosen, note: note.trim(), quantity });
    else addToCart({ item_id: item.id, options: chosen, note: note.trim(), quantity });
    closeSheet();
  };
  const total = price(unitPrice(item, groups, chosen) * quantity);
  const foot = blocked ? html`<${Notice} tone="soon" mark="info" title=${blocked} />` : html`<div class="buy">
      <${Stepper} value=${quantity} onChange=${setQuantity} most=${availability.value[item.id]?.remaining ?? 99} label=${t("quantity")}
        less=${t("less")} more=${t("more")} lessMark=${icon("minus", 20)} moreMark=${icon("plus", 20)} />
      <button type="button" class=${lacking.length ? "button primary short" : "button primary"} onClick=${confirm}>
        <span>${lacking.length ? t("choose_first") : `${line ? t("update") : t("add")} · `}</span><span class="number">${total}</span></button>
    </div>`;
  return html`<${Sheet} title=${item.name} onClose=${() => closeSheet()} closeLabel=${t("close")} closeMark=${icon("x", 24)} foot=${foot}
    class="item-sheet">
    <${About} item=${item} chosen=${chosen} />
    ${groupsOf(item, groups).map((group) => html`<${GroupField}
      key=${group.id} group=${group} chosen=${chosen} base_minor=${item.price_minor}
      wrong=${asked && lacking.includes(group.id)} onTap=${(/** @type {string} */ id) => setChosen(tapOption(group, chosen, id))} />`)}
    <div class="field note-field"><label for="note">${t("note")} <span class="sub">${t("optional")}</span></label>
      <textarea id="note" class="input" rows="1" maxlength=${NOTE_LENGTH} placeholder=${t("note_hint")} value=${note}
        onInput=${(/** @type {{currentTarget: HTMLTextAreaElement}} */ event) => setNote(event.currentTarget.value)}></textarea>
      <p class=${`note-left number ${note.length >= NOTE_LENGTH ? "full-up" : ""}`} role="status">${note.length > NOTE_LENGTH - NOTE_TOLD
        ? t("note_left", { count: NOTE_LENGTH - note.length }) : ""}</p></div>
  </${Sheet}>`;
}

/** @param {{item: Item, chosen: Choices}} props */
function About({ item, chosen }) {
  const { codes, unknown } = allergensOf(item, menu.value?.groups ?? {}, chosen);
  const avoided = codes.filter((code) => filters.value.avoid.includes(code));
  const diets = item.diets.map((diet) => t(`diet.${diet}`)).join(" · ");
  return html`<div class="about-item">
    ${item.photo ? html`<img class="banner" src=${item.photo} alt="" width="320" height="150" decoding="async" />` : null}
    ${item.description ? html`<p>${item.description}</p>` : null}
    ${diets ? html`<p class="diets">${icon("leaf", 16)}${diets}</p>` : null}
    ${avoided.length ? html`<${Notice} tone="late" mark="alert-triangle"
      title=${t("contains_avoided", { list: allergenList(avoided) })} />` : null}
    ${unknown ? html`<${Notice} tone="soon" mark="alert-triangle" title=${t("allergens_unknown")}>${t("allergens_unknown_hint")}
      </${Notice}>` : null}
    ${codes.length ? html`<p class="sub">${t("contains", { list: allergenList(codes) })}</p>` : null}
    ${!unknown && codes.length === 0 ? html`<p class="sub">${t("contains_none")}</p>` : null}
  </div>`;
}

/** @param {{group: Group, chosen: Choices, base_minor: number, wrong: boolean, onTap: (optionId: string) => void}} props */
function GroupField({ group, chosen, wrong, onTap }) {
  const [least, most] = limits(group);
  const picked = chosen[group.id] ?? [];
  const one = most === 1 && least === 1;
  const rule = ruleOf(group);
  return html`<fieldset class="group" id=${`group-${group.id}`}>
    <legend><b>${group.name}</b><span class=${wrong ? "tag late" : isRequired(group) && picked.length < least ? "tag soon" : "sub"}>${rule}
      </span></legend>
    ${group.options.map((option) => {
      const on = picked.includes(option.id);
      const full = !on && !one && most > 1 && picked.length >= most;
      const cost = group.kind === "variant" ? price(option.price_minor) : delta(option.price_minor);
      return html`<label class="option" key=${option.id}>
        <input type=${one ? "radio" : "checkbox"} name=${group.id} checked=${on} disabled=${full} onChange=${() => onTap(option.id)} />
        <span class="option-words">${option.name}${optionWarning(option)}</span><span class="number sub">${cost}</span>
      </label>`;
    })}
  </fieldset>`;
}

/** How many may be chosen, in words. @param {Group} group */
function ruleOf(group) {
  const [least, most] = limits(group);
  if (least === 1 && most === 1) return t("choose_one");
  if (least > 0) return t(least === most ? "choose_exactly" : "choose_at_least", { count: least });
  return most < group.options.length ? t("up_to", { count: most }) : t("optional");
}

/** @param {import("../../shared/contract.js").MenuOption} option */
function optionWarning(option) {
  if (filters.value.avoid.length === 0) return null;
  if (option.allergens === null) return html`<span class="flag">${t("allergens_unknown_short")}</span>`;
  const avoided = option.allergens.filter((code) => filters.value.avoid.includes(code));
  return avoided.length ? html`<span class="flag">${t("contains", { list: allergenList(avoided) })}</span>` : null;
}

/** Why this dish cannot be added now, "" when it can. @param {Item} item */
function whyNot(item) {
  const state = availability.value[item.id];
  if (phase.value.name === "reading") return t("reading_only");
  if (state && !state.available) {
    if (state.why === "daypart") return t("not_now");
    return state.until_at ? t("out_until", { time: at(state.until_at) }) : t("sold_out");
  }
  const ordering = party.value?.ordering;
  if (ordering && !ordering.allowed) return ordering.message ?? t(`page.${ordering.why ?? "closed"}.title`);
  return "";
}
