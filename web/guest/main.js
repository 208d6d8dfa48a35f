// The first view: names, prices and photos of the menu. It needs only vendor/ui.js and shared/money.js, so that a phone on bad
// Wi-Fi can read the menu after one round trip; everything else (app.js: words, icons, table, cart, live news) joins when it is
// here. The menu is the one thing fetched outside shared/api.js: the page has preloaded it.
import { html, render, signal, useEffect, useRef } from "../vendor/ui.js";
import { formatMoney } from "../shared/money.js";

/** @typedef {import("../shared/contract.js").Menu} Menu */
/** @typedef {import("../shared/contract.js").MenuItem} Item */
/** @typedef {import("../shared/contract.js").MenuCategory} Category */
/** @typedef {import("./app.js").Rest} Rest */

const MENU_ATTEMPTS = 4;
const BEGIN_AGAIN_MS = 4_000;

/** Drawn here because the icons come later and this one must not. */
const PLUS = html`<svg width="20" height="20" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.5"
  stroke-linecap="round" aria-hidden="true"><path d="M5 12h14M12 5v14" /></svg>`;

const menu = signal(/** @type {Menu | null} */ (null));
const menuFailed = signal(false);
const activeCategory = signal("");

/** @type {Promise<Rest>} */
const ready = import("./app.js").then((app) => app.start({ menu, loadMenu, inOrder: servedNowFirst, language: startLanguage() }));
const venueName = document.title;

/** Stands in until app.js is here: nothing is sold out, nothing is in the cart, words are blank, taps wait. @type {Rest} */
const waiting = {
  t: () => "",
  icon: () => null,
  quantityOf: () => 0,
  availabilityOf: () => undefined,
  servedFrom: () => "",
  flagOf: () => "",
  shown: servedNowFirst,
  add: (item) => void ready.then((rest) => rest.add(item)),
  open: (item) => void ready.then((rest) => rest.open(item)),
  search: () => void ready.then((rest) => rest.search()),
  Tools: () => null,
  OpenUntil: () => html`<p class="sub"> </p>`,
  Finder: () => null,
  Around: () => null,
  photos: false,
  away: () => false,
};
const rest = signal(waiting);

function App() {
  const { Around, away } = rest.value;
  return html`<div class="page" hidden=${away()} key="page">
      <${Header} /><${Tabs} />
      ${menu.value ? html`<${MenuList} key="menu" menu=${menu.value} />` : html`<${Unread} key="menu" />`}
    </div>
    <${Around} key="around" />`;
}

function Header() {
  const { Tools, OpenUntil } = rest.value;
  return html`<header class="top">
    <div class="where"><h1>${venueName}</h1><${OpenUntil} /></div>
    <div class="tools"><${Tools} /></div>
  </header>`;
}

function Tabs() {
  const { Finder, search, icon, t, shown } = rest.value;
  const row = useRef(/** @type {HTMLElement | null} */ (null));
  const active = activeCategory.value;
  useEffect(() => {
    const tab = row.current?.querySelector("[aria-current]");
    if (!row.current || !(tab instanceof HTMLElement)) return;
    row.current.scrollTo({ left: tab.offsetLeft - (row.current.clientWidth - tab.clientWidth) / 2, behavior: "smooth" });
  }, [active]);
  return html`<nav class="tabs" aria-label=${t("categories")}>
    <button type="button" class="tool" aria-label=${t("search")} onClick=${search}>${icon("search", 20)}</button>
    <div class="tab-row" ref=${row}>
      ${menu.value && shown(menu.value).map((category) => html`<a class="tab" key=${category.id} href=${`#${category.id}`}
        aria-current=${active === category.id ? "true" : undefined}
        onClick=${(/** @type {Event} */ event) => jump(event, category.id)}>${category.name}</a>`)}
    </div>
    <${Finder} />
  </nav>`;
}

/** @param {{menu: Menu}} props */
function MenuList({ menu: all }) {
  const { shown, t } = rest.value;
  const categories = shown(all);
  useEffect(() => watchSections(categories), [categories.map((category) => category.id).join()]);
  return html`<main class="menu" id="menu">
    ${categories.map((category) => html`<section key=${category.id} id=${category.id} aria-labelledby=${`${category.id}-name`}>
      <h2 id=${`${category.id}-name`}>${category.name}</h2>
      ${category.note || category.dayparts.length ? html`<p class="note">${noteOf(category, all)}</p>` : null}
      <ul class="items">${category.items.map((item) => html`<${Row} key=${item.id} item=${item} category=${category} all=${all} />`)}</ul>
    </section>`)}
    ${categories.length === 0 ? html`<div class="nothing" role="status"><p><b>${t("nothing_found")}</b></p>
      <p class="sub">${t("nothing_found_hint")}</p></div>` : null}
  </main>`;
}

/** @param {{item: Item, category: Category, all: Menu}} props */
function Row({ item, category, all }) {
  const { t, open, quantityOf, availabilityOf, flagOf, servedFrom, photos } = rest.value;
  const availability = availabilityOf(item.id);
  const out = availability ? !availability.available : false;
  const flag = flagOf(item, all);
  const { price_minor, varies } = listPrice(item, all);
  const price = formatMoney(price_minor, { currency: all.currency, locale: all.lang });
  const left = !out && availability?.remaining;
  return html`<li class=${out ? "item out" : "item"}>
    <div class="words">
      <h3><button type="button" class="item-open" onClick=${() => open(item)}>${item.name}</button></h3>
      ${item.description ? html`<p class="about">${item.description}</p>` : null}
      <p class="facts">
        <span class="price number">${(varies && t("from", { price })) || price}</span>
        ${out ? html`<span class="mark out-word">${availability?.why === "daypart" ? servedFrom(category, all) : t("sold_out")}
          </span>` : null}
        ${left ? html`<span class="mark few">${t("left", { count: left })}</span>` : null}
        ${out ? null : item.badges.map((badge) => html`<span class=${`mark ${badge}`} key=${badge}>${t(`badge.${badge}`)}</span>`)}
        ${dietMarks(item).map(([letters, diet]) => html`<abbr class="diet" key=${diet} title=${t(`diet.${diet}`)}>${t(`diet_mark.${diet}`) || letters}</abbr>`)}
      </p>
      ${flag ? html`<p class="flag">${flag}</p>` : null}
    </div>
    <div class=${item.photo ? "pic" : "pic none"}>
      ${item.photo && photos ? html`<img src=${item.thumb ?? item.photo} width="92" height="92" alt=""
        loading="lazy" decoding="async" fetchpriority="low" />` : null}
      ${out ? null : html`<${AddButton} item=${item} count=${quantityOf(item.id)} />`}
    </div>
  </li>`;
}

/** @param {{item: Item, count: number}} props */
function AddButton({ item, count }) {
  const { t, add } = rest.value;
  const name = count ? t("add_more", { name: item.name, count }) : t("add_item", { name: item.name });
  return html`<button type="button" class=${count ? "add some" : "add"} aria-label=${name || item.name} onClick=${() => add(item)}>
    <span>${count || PLUS}</span>
  </button>`;
}

function Unread() {
  const { t } = rest.value;
  if (menuFailed.value) {
    return html`<main class="menu"><div class="nothing" role="alert"><p><b>${t("menu_failed")}</b></p>
      <button type="button" class="button primary" onClick=${() => void loadMenu()}>${t("try_again")}</button></div></main>`;
  }
  const line = (/** @type {string} */ width) => html`<span class=${`blank text ${width}`}></span>`;
  return html`<main class="menu" aria-busy="true"><section><h2>${line("w2")}</h2><p class="note">${line("w3")}</p><ul class="items">
    ${["w3", "w2", "w3", "w2"].map((width, at) => html`<li class="item" key=${at}>
      <div class="words">${line(width)}${line("w4")}${line("w1")}</div><div class="pic blank"></div></li>`)}
  </ul></section></main>`;
}

/** The price in the list: of the cheapest variant where there are several. @param {Item} item @param {Menu} all */
function listPrice(item, all) {
  const prices = item.groups.flatMap((id) => (all.groups[id]?.kind === "variant" ? all.groups[id].options.map((option) => option.price_minor) : []));
  return { price_minor: prices.length ? Math.min(...prices) : item.price_minor, varies: new Set(prices).size > 1 };
}

/**
 * Categories of another time of day go last. By the phone's clock, so that the order stands before anything else is known.
 * @param {Menu} all
 */
function servedNowFirst(all) {
  const now = new Date();
  const [day, time] = [(now.getDay() + 6) % 7, now.toTimeString().slice(0, 5)];
  const served = new Set(all.dayparts.filter((one) => one.days.includes(day) && one.from <= time && time < one.to).map((one) => one.id));
  const isServed = (/** @type {Category} */ { dayparts }) => dayparts.length === 0 || dayparts.some((id) => served.has(id));
  return [...all.categories.filter(isServed), ...all.categories.filter((category) => !isServed(category))];
}

/** @param {Category} category @param {Menu} all */
function noteOf(category, all) {
  const times = all.dayparts.filter((one) => category.dayparts.includes(one.id)).map((one) => `${one.from}–${one.to}`);
  return [category.note, ...times].filter(Boolean).join(" · ");
}

/** Letters of the diets a dish keeps, with their names; vegan says vegetarian too. @param {Item} item @returns {[string, string][]} */
function dietMarks({ diets }) {
  /** @type {[string, string][]} */
  const marks = [["VG", "vegan"], ["V", "vegetarian"], ["GF", "gluten_free"]];
  return marks.filter(([, diet]) => diets.includes(diet) && !(diet === "vegetarian" && diets.includes("vegan")));
}

/** @param {Event} event @param {string} id */
function jump(event, id) {
  event.preventDefault();
  document.getElementById(id)?.scrollIntoView({ behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  activeCategory.value = id;
}

/** Marks the tab of the section under the thumb. @param {Category[]} categories */
function watchSections(categories) {
  activeCategory.value = categories[0]?.id ?? "";
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) activeCategory.value = entry.target.id;
  }, { rootMargin: "-25% 0px -70% 0px" });
  for (const { id } of categories) {
    const section = document.getElementById(id);
    if (section) watcher.observe(section);
  }
  return () => watcher.disconnect();
}

/** The language chosen before on this phone, else the one the appliance took from the browser's wishes. */
function startLanguage() {
  const given = document.documentElement.lang;
  try {
    const kept = JSON.parse(localStorage.getItem("comanda.language") ?? "null");
    return /^[a-z]{2,3}$/.test(kept) ? kept : given;
  } catch {
    return given;
  }
}

/**
 * Reads the menu, in another language when given; a few attempts with growing pauses, then says so.
 * @param {string} [wanted]
 */
async function loadMenu(wanted = menu.value?.lang ?? startLanguage()) {
  const address = new URL(/** @type {HTMLLinkElement} */ (document.getElementById("menu-address")).href);
  if (address.searchParams.get("lang") !== wanted) address.searchParams.set("lang", wanted);
  menuFailed.value = false;
  for (let attempt = 1; attempt <= MENU_ATTEMPTS; attempt += 1) {
    try {
      const answer = await fetch(address);
      if (!answer.ok) throw new Error(answer.statusText);
      menu.value = await answer.json();
      return;
    } catch {
      // Bad Wi-Fi: the loop tries again, then the guest is told.
      await new Promise((done) => setTimeout(done, 500 * 2 ** attempt));
    }
  }
  menuFailed.value = menu.value === null;
}

const place = /** @type {HTMLElement} */ (document.getElementById("app"));
void loadMenu();
render(html`<${App} />`, place);
// Without app.js the page only looks alive: it begins again when that did not come.
ready.then((app) => (rest.value = app), () => setTimeout(() => location.reload(), BEGIN_AGAIN_MS));
