// Prices, times, names and allergens in the guest's language.
import { language, t } from "../shared/i18n/index.js";
import { formatDelta, formatMoney } from "../shared/money.js";
import { formatClock, serverNow } from "../shared/time.js";
import { me, menu, party, venue } from "./state.js";

/** The 14 of EU 1169/2011, in the order of its Annex II. */
export const ALLERGENS = ["gluten", "crustaceans", "eggs", "fish", "peanuts", "soybeans", "milk", "nuts", "celery", "mustard", "sesame", "sulphites", "lupin", "molluscs"];
export const DIETS = ["vegetarian", "vegan", "gluten_free", "lactose_free"];

const style = () => ({
  currency: venue.value?.currency ?? menu.value?.currency ?? "EUR",
  locale: language.value,
  ...(venue.value ? { minor_digits: venue.value.minor_digits } : {}),
});

/** @param {number} minor */
export const price = (minor) => formatMoney(minor, style());

/** @param {number} minor "+ €1.50", "" for nothing */
export const delta = (minor) => formatDelta(minor, style());

/** @param {number} at_ms the clock time in the venue's zone, with the day when it is another one */
export const at = (at_ms) => formatClock(at_ms, serverNow(), { locale: language.value, ...(venue.value ? { zone: venue.value.zone } : {}) });

/** @param {string[]} codes "gluten, milk and eggs" */
export function allergenList(codes) {
  const names = codes.map((code) => t(`allergen.${code}`));
  return new Intl.ListFormat(language.value, { type: "conjunction" }).format(names);
}

/** @param {string | null} memberId "You", the nickname, or "Guest 2"; "A guest" for a phone that has not joined yet */
export function memberName(memberId) {
  if (memberId === me.value?.member_id) return t("you");
  const member = memberOf(memberId);
  return member ? (member.nickname ?? t("guest_number", { number: member.number })) : t("a_guest");
}

/** @param {string | null} memberId */
export function memberOf(memberId) {
  if (memberId === me.value?.member_id && me.value) return { id: memberId, number: me.value.number, nickname: me.value.nickname };
  return party.value?.members.find((member) => member.id === memberId) ?? null;
}
