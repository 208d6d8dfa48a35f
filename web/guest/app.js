// Everything that joins the first view: words, icons, the table, the cart, live news, and the other screens when they are asked for.
import { effect, signal } from "../vendor/ui.js";
import { icon } from "../vendor/icons-guest.js";
import { speak, t } from "../shared/i18n/index.js";
import * as state from "./state.js";
import { defaultChoices, needsChoice } from "./choices.js";
import { enter, startNew } from "./entry.js";
import { recall, remember } from "../shared/memory.js";
import { Around, OpenUntil, Tools, loadStyles, prefetch } from "./around.js";
import { followHistory, openSheet, screen } from "./view.js";

/** @typedef {import("../shared/contract.js").Menu} Menu */
/** @typedef {import("../shared/contract.js").MenuItem} Item */
/** @typedef {import("../shared/contract.js").MenuCategory} Category */
/** @typedef {import("../vendor/ui.js").Component} Component */

/**
 * What the first view asks of the rest.
 * @typedef {object} Rest
 * @property {(key: string, values?: Record<string, string | number>) => string} t
 * @property {(name: import("../vendor/icons-guest.js").IconName, size?: number) => import("../vendor/ui.js").Child} icon
 * @property {(itemId: string) => number} quantityOf
 * @property {(itemId: string) => import("../shared/contract.js").ItemAvailability | undefined} availabilityOf
 * @property {(category: Category, all: Menu) => string} servedFrom when an item of the category is served, in words
 * @property {(item: Item, all: Menu) => string} flagOf a warning under a dish, "" for none
 * @property {(all: Menu) => Category[]} shown after search and filters
 * @property {(item: Item) => void} add
 * @property {(item: Item) => void} open
 * @property {() => void} search
 * @property {Component} Tools
 * @property {Component} OpenUntil
 * @property {Component} Finder
 * @property {Component} Around
 * @property {boolean} photos whether photos may load already: what the page needs to work goes first
 * @property {() => boolean} away whether another screen or page hides the menu
 */

/** @typedef {{menu: import("../vendor/ui.js").Signal<Menu | null>, loadMenu: (language?: string) => Promise<void>, inOrder: (all: Menu) => Category[], language: string}} Given */

const PREFETCH_MS = 2_500;

/** Search and filters, loaded when first used. */
const finder = signal(/** @type {typeof import("./find.js") | null} */ (null));

/** @type {Given} */
let given;

/** Begins everything; resolves when the words are here. @param {Given} firstView @returns {Promise<Rest>} */
export async function start(firstView) {
  given = firstView;
  effect(() => void (state.menu.value = given.menu.value));
  followHistory();
  const styles = loadStyles();
  void visit();
  if (recall("filters")) void loadFinder();
  await speak(given.language, document.querySelector("meta[name=default-language]")?.getAttribute("content") ?? undefined);
  void styles.then(() => setTimeout(prefetch, PREFETCH_MS));
  return rest;
}

/** Enters the table and keeps up with it. */
export async function visit() {
  const seated = await enter();
  if (seated) await follow(seated.since);
}

/** A new party at a table whose last bill was left over. */
export async function beginNew() {
  const { since } = await startNew();
  await follow(since);
}

/** @param {string} chosen the guest's language from now on, on this phone */
export async function changeLanguage(chosen) {
  remember("language", chosen);
  await Promise.all([speak(chosen), given.loadMenu(chosen)]);
}

/** @param {number} since */
async function follow(since) {
  const sessionId = state.party.value?.id ?? "";
  const [{ openQueue }, { keepUp }] = await Promise.all([import("./cart.js"), import("./news.js")]);
  openQueue(sessionId);
  keepUp(sessionId, since, () => void given.loadMenu());
}

/** @type {Rest} */
const rest = {
  t,
  icon,
  quantityOf: state.quantityOf,
  availabilityOf: (itemId) => state.availability.value[itemId],
  servedFrom: (category, all) => {
    const part = all.dayparts.find((one) => category.dayparts.includes(one.id));
    return part ? t("served_between", { from: part.from, to: part.to }) : t("not_now");
  },
  flagOf: (item, all) => finder.value?.flagOf(item, all) ?? "",
  shown: (all) => finder.value?.shown(all, given.inOrder) ?? given.inOrder(all),
  add,
  open: (item) => openSheet({ kind: "item", item }),
  search: () => void loadFinder().then((found) => found.toggle()),
  Tools,
  OpenUntil,
  Finder: () => finder.value?.Finder() ?? null,
  Around,
  photos: true,
  away: () => screen.value !== "menu" || state.phase.value.name === "refused" || state.isStale.value,
};

async function loadFinder() {
  const [found] = await Promise.all([import("./find.js"), loadStyles()]);
  finder.value = found;
  return found;
}

/** Adds at once what needs no choice. @param {Item} item */
function add(item) {
  const groups = state.menu.value?.groups ?? {};
  if (needsChoice(item, groups) || state.phase.value.name !== "in") return openSheet({ kind: "item", item });
  void import("./cart.js").then(({ addToCart }) => addToCart({ item_id: item.id, options: defaultChoices(item, groups), note: "", quantity: 1 }));
}
