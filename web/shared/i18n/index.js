// Words in the reader's language: only that language is loaded; plurals by Intl.PluralRules; right-to-left set on <html>.
//
//   await speak("it");  t("review")  t("items", { count: 3 })  sentence(error)  nameIn(names)
//
// Components that call t() draw again when the language changes. Before the first language is there, t() says "".
import { computed, signal } from "../../vendor/ui.js";

/** @typedef {string | Partial<Record<Intl.LDMLPluralRule, string>>} Phrase */
/** @typedef {Record<string, Phrase>} Words */
/** @typedef {Record<string, string>} Names */

/** @type {Record<string, () => Promise<{words: Words}>>} */
const LOADERS = {
  en: () => import("./en.js"),
  it: () => import("./it.js"),
  ar: () => import("./ar.js"),
};
const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ur"]);

/** What a language calls itself, for the switch. @type {Record<string, string>} */
export const LANGUAGE_NAMES = { en: "English", it: "Italiano", ar: "العربية", de: "Deutsch", fr: "Français", es: "Español" };

/** The language shown now. */
export const language = signal("en");
export const direction = computed(() => (RIGHT_TO_LEFT.has(language.value) ? "rtl" : "ltr"));

/** Every language has every key, so any one of them tells which keys there are. */
const words = signal(/** @type {Words} */ ({}));
const fallback = signal("en");

/**
 * Loads a language and turns the page to it.
 * @param {string} wanted a language we have words for, else English words stand in while names follow `wanted`
 * @param {string} [venueDefault] for names that lack the language
 */
export async function speak(wanted, venueDefault) {
  const load = LOADERS[wanted] ?? LOADERS["en"];
  const loaded = await load?.();
  if (loaded) words.value = loaded.words;
  if (venueDefault) fallback.value = venueDefault;
  language.value = wanted;
  document.documentElement.lang = wanted;
  document.documentElement.dir = direction.value;
}

/**
 * @param {string} key
 * @param {Record<string, string | number>} [values] {count} chooses the plural
 * @returns {string} the key itself when the language has no such phrase
 */
export function t(key, values = {}) {
  return say(words.value, language.value, key, values);
}

/** @param {Words} from @param {string} inLanguage @param {string} key @param {Record<string, string | number>} values */
export function say(from, inLanguage, key, values = {}) {
  const phrase = from[key];
  if (phrase === undefined) return Object.keys(from).length === 0 ? "" : key;
  const text = typeof phrase === "string" ? phrase : plural(phrase, inLanguage, Number(values["count"] ?? 0));
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/** @param {Partial<Record<Intl.LDMLPluralRule, string>>} phrase @param {string} inLanguage @param {number} count */
function plural(phrase, inLanguage, count) {
  return phrase[new Intl.PluralRules(inLanguage).select(count)] ?? phrase.other ?? "";
}

/**
 * The sentence for a refusal: ours when we know its code in this language, else the appliance's.
 * @param {{code?: string, sentence?: string, message?: string}} error
 * @param {Record<string, string | number>} [values]
 */
export function sentence(error, values = {}) {
  const key = `error.${error.code ?? ""}`;
  const ours = t(key, values);
  return ours !== key && ours !== "" ? ours : (error.sentence ?? t("error.unknown"));
}

/** @param {Names | null | undefined} names @returns {string} in the reader's language, the venue's, or any */
export function nameIn(names) {
  if (!names) return "";
  return names[language.value] || names[fallback.value] || Object.values(names).find(Boolean) || "";
}

/**
 * The first language somebody reads that the venue offers.
 * @param {readonly string[]} wanted as in navigator.languages
 * @param {readonly string[]} offered
 * @param {string} otherwise
 */
export function pickLanguage(wanted, offered, otherwise) {
  for (const tag of wanted) {
    const base = tag.toLowerCase().split("-")[0] ?? "";
    if (offered.includes(base)) return base;
  }
  return otherwise;
}
