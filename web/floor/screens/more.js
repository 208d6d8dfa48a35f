// Everything that is not a table: the pass, devices, codes, the drawer, the look of this device.
import { Chips } from "../../shared/ui/chips.js";
import { icon } from "../../vendor/icons.js";
import { html } from "../../vendor/ui.js";
import { address, theme } from "../route.js";
import { may } from "../rules.js";
import { sheet, staff } from "../state.js";
import { say } from "../strings.js";

export function MorePage() {
  const me = staff.value;
  return html`
    <h1>${say.me.title}</h1>
    <ul class="more">
      ${may(me, "see_pass") && html`<li><button onClick=${() => (sheet.value = { name: "pass" })}>${icon("lock", 22)}${say.pass.title}${icon("chevron-right", 20)}</button></li>`}
      <li><a href=${address("devices")}>${icon("printer", 22)}${say.hardware.title}${icon("chevron-right", 20)}</a></li>
      ${may(me, "print_qr") && html`<li><a href="/api/qr/sheet.pdf" target="_blank" rel="noopener">${icon("qr-code", 22)}${say.me.sheet}${icon("chevron-right", 20)}</a></li>`}
      ${may(me, "edit_staff") && html`<li><button onClick=${() => (sheet.value = { name: "waits" })}>${icon("lock", 22)}${say.waits.title}${icon("chevron-right", 20)}</button></li>`}
      ${may(me, "see_kitchen") && html`<li><a href="/kitchen">${icon("chef-hat", 22)}${say.me.kitchen}${icon("chevron-right", 20)}</a></li>`}
      ${may(me, "open_drawer") && html`<li><button onClick=${() => (sheet.value = { name: "drawer" })}>${icon("banknote", 22)}${say.me.drawer}${icon("chevron-right", 20)}</button></li>`}
    </ul>
    <section class="look"><h2>${say.me.theme}</h2>
      <${Chips} label=${say.me.theme} options=${Object.entries(say.me.themes).map(([value, text]) => ({ value, text }))} chosen=${[theme.choice.value]} onChange=${(/** @type {string[]} */ [value]) => theme.choose(value ?? "auto")} />
    </section>
    <button class="button" onClick=${() => (sheet.value = { name: "me" })}>${icon("log-out", 20)}${say.me.signOut}</button>
  `;
}
