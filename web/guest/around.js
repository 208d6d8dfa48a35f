// What stands around the menu: the header's tools, the other screens, the bars at the thumb, sheets and messages; each loaded when needed.
import { html, signal } from "../vendor/ui.js";
import { icon } from "../vendor/icons-guest.js";
import { t } from "../shared/i18n/index.js";
import { isStale, phase, party, venue } from "./state.js";
import { go, openSheet, screen, sheet } from "./view.js";

/** @typedef {import("../vendor/ui.js").Component<any>} Part */

/** Where each part comes from. @type {Record<string, () => Promise<Record<string, any>>>} */
const SOURCES = {
  Bars: () => import("./screens/bars.js"),
  Notices: () => import("./screens/notices.js"),
  ItemSheet: () => import("./screens/item.js"),
  Review: () => import("./screens/review.js"),
  Status: () => import("./screens/status.js"),
  Bill: () => import("./screens/bill.js"),
  Page: () => import("./screens/page.js"),
  TableSheet: () => import("./screens/table.js"),
  LanguageSheet: () => import("./screens/language.js"),
  AccessSheet: () => import("./screens/access.js"),
  FilterSheet: () => import("./screens/filters.js"),
};
const SCREENS = /** @type {const} */ ({ menu: "", review: "Review", status: "Status", bill: "Bill" });
const SHEETS = /** @type {const} */ ({ item: "ItemSheet", table: "TableSheet", language: "LanguageSheet", access: "AccessSheet", filters: "FilterSheet" });

const parts = signal(/** @type {Record<string, Part>} */ ({}));
/** @type {Promise<unknown> | null} */
let styles = null;

/** The styles that the first view does without. */
export function loadStyles() {
  styles ??= Promise.all(["../shared/base.css", "./screens.css"].map((name) => new Promise((done) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = new URL(name, import.meta.url).href;
    link.onload = link.onerror = done;
    document.head.append(link);
  })));
  return styles;
}

/** Fetches the parts while nobody waits, so that a tap finds them here. */
export async function prefetch() {
  for (const name of Object.keys(SOURCES)) await load(name).catch(() => null);
}

/** @param {string} name */
async function load(name) {
  const [module] = await Promise.all([SOURCES[name]?.(), loadStyles()]);
  const part = module?.[name];
  if (part && !parts.value[name]) parts.value = { ...parts.value, [name]: part };
}

/** A part when it is here, asked for when it is not. @param {{name: string, [prop: string]: unknown}} props */
function Lazy({ name, ...props }) {
  const Found = parts.value[name];
  if (!Found) load(name).catch(() => setTimeout(() => (parts.value = { ...parts.value }), 2000));
  if (!Found) return Object.values(SCREENS).some((known) => known === name) ? html`<${Coming} />` : null;
  return html`<${Found} ...${props} />`;
}

/** Stands in for a screen that is still on its way, with the way back. */
function Coming() {
  const line = (/** @type {string} */ width) => html`<span class=${`blank text ${width}`}></span>`;
  return html`<main class="screen" aria-busy="true">
    <header class="top screen-head">
      <button type="button" class="round-button back" aria-label=${t("back_to_menu")} onClick=${() => go("menu")}>${icon("chevron-left", 24)}</button>
      <div class="where"><h1 tabindex="-1">${t("loading")}</h1><p class="sub"> </p></div>
    </header>
    <div class="card">${line("w3")}${line("w4")}${line("w2")}</div>
  </main>`;
}

export function Around() {
  const here = phase.value;
  const stale = isStale.value;
  if (here.name === "refused" || stale) return html`<${Lazy} name="Page" stale=${stale} /><${Sheets} />`;
  return html`${SCREENS[screen.value] ? html`<${Lazy} name=${SCREENS[screen.value]} key=${screen.value} />` : null}
    ${here.name === "entering" ? null : html`<${Lazy} name="Bars" key="bars" />`}
    <${Lazy} name="Notices" key="notices" />
    <${Sheets} key="sheets" />`;
}

function Sheets() {
  const content = sheet.value;
  return content ? html`<${Lazy} name=${SHEETS[content.kind]} ...${content} key=${content.kind} />` : null;
}

export function Tools() {
  return html`<button type="button" class="tool" aria-label=${t("language")} onClick=${() => openSheet({ kind: "language" })}>
    ${icon("globe", 20)}</button>
    ${party.value ? html`<button type="button" class="table-chip" onClick=${() => openSheet({ kind: "table" })}>
      <span class="sr-only">${t("table_menu")}: </span>${party.value.table.name}${icon("chevron-down", 16)}</button>` : null}`;
}

export function OpenUntil() {
  const open = venue.value?.open;
  const until = open?.open && open.until_at ? open.until_at : null;
  const style = /** @type {const} */ ({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const time = until ? new Intl.DateTimeFormat("en", { ...style, timeZone: venue.value?.zone }).format(until) : "";
  return html`<p class="sub">${time ? t("open_until", { time }) : " "}</p>`;
}
