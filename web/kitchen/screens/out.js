// The 86 list: what is out, until when, and how many are left of what runs short.
import { icon } from "../../vendor/icons.js";
import { html, useEffect, useSignal } from "../../vendor/ui.js";
import { fetchItems, sentenceOf } from "../appliance.js";
import { outLists } from "../rules.js";
import { board } from "../state.js";
import { say } from "../strings.js";
import { OutItemRow } from "./out_item.js";
import { Panel } from "./panel.js";

/** @typedef {import("../wire.js").KitchenItem} KitchenItem */

export function OutList() {
  const items = useSignal(/** @type {KitchenItem[] | null} */ (null));
  const problem = useSignal("");
  const text = useSignal("");
  const open = useSignal(/** @type {string | null} */ (null));
  const load = async () => {
    try {
      items.value = await fetchItems();
      problem.value = "";
    } catch (error) {
      problem.value = sentenceOf(error);
    }
  };
  useEffect(() => void load(), [board.value?.out]);
  const typed = (/** @type {InputEvent} */ event) => (text.value = /** @type {HTMLInputElement} */ (event.target).value);
  return html`
    <${Panel} title=${say.out.title} class="side">
      <div class="search">${icon("search", 24)}<input class="input" type="search" placeholder=${say.out.search} aria-label=${say.out.search} value=${text.value} onInput=${typed} /></div>
      ${problem.value && html`<p class="problem" role="alert">${icon("alert-circle", 20)}${problem.value}</p>`}
      ${items.value && html`<${Found} items=${items.value} text=${text.value} open=${open.value} onOpen=${(/** @type {string | null} */ id) => (open.value = id)} />`}
    <//>
  `;
}

/** @param {{items: KitchenItem[], text: string, open: string | null, onOpen: (id: string | null) => void}} props */
function Found({ items, text, open, onOpen }) {
  const { short, rest, found } = outLists(items, text);
  const rows = (/** @type {KitchenItem[]} */ list) => html`<ul class="rows">${list.map((item) => html`<${OutItemRow} key=${item.item_id} item=${item} open=${open === item.item_id} onOpen=${onOpen} />`)}</ul>`;
  return html`
    <h3>${say.out.nowOut}</h3>
    ${short.length > 0 ? rows(short) : html`<p class="sub">${say.out.nothingOut}</p>`}
    ${!found && html`<p class="sub">${say.out.noMatch(text)}</p>`}
    ${categories(rest).map(([category, list]) => html`<h3 key=${category}>${category}</h3>${rows(list)}`)}
  `;
}

/** @param {KitchenItem[]} items @returns {[string, KitchenItem[]][]} in menu order */
function categories(items) {
  /** @type {Map<string, KitchenItem[]>} */
  const found = new Map();
  for (const item of items) found.set(item.category, [...(found.get(item.category) ?? []), item]);
  return [...found];
}
