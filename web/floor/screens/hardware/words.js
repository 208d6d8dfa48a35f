// A place, a role and a last sight in the words of the page.
import { namesOf, placeOf } from "../../hardware_rules.js";
import { say } from "../../strings.js";

/** @param {string} address as the appliance writes it */
export function placeSays(address) {
  const { way, at } = placeOf(address);
  if (way === "usb") return say.hardware.place.usb;
  if (way === "serial") return say.hardware.place.serial(at);
  return way === "calls" ? say.hardware.place.calls(at) : at;
}

/** @param {import("../../hardware_wire.js").Role} role @param {readonly {id: string, name: string}[]} stations @param {readonly string[]} chosen */
export const roleSays = (role, stations, chosen) => say.found.role[role](namesOf(stations, chosen), chosen.length > 0);

/** Why dishes come out in another language than the kitchen's; "" while they do not. @param {{kitchen_language: string, prints_language: string | null}} printer */
export function scriptSays({ kitchen_language: kitchen, prints_language: other }) {
  return kitchen === other ? "" : say.printer.script(languageSays(kitchen), other === null ? null : languageSays(other));
}

/** @param {string} code a language of the menu, such as ja */
function languageSays(code) {
  try {
    return new Intl.DisplayNames(["en"], { type: "language" }).of(code) ?? code;
  } catch {
    return code; // a code that is none
  }
}

/** @param {readonly {name: string, say: string}[]} profiles @param {string} name */
export const modelSays = (profiles, name) => profiles.find((profile) => profile.name === name)?.say ?? name;
