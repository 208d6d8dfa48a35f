// The bars at the thumb: what is cooking, and the cart with its total; the nickname is asked here, once, after the first dish.
import { html, useState } from "../../vendor/ui.js";
import { icon } from "../../vendor/icons-guest.js";
import { language, t } from "../../shared/i18n/index.js";
import { clock, formatMinutes } from "../../shared/time.js";
import { join, waiting } from "../cart.js";
import { cart, me, openOrders, party, phase, progress, venue } from "../state.js";
import { at, price } from "../words.js";
import { go, screen } from "../view.js";
import { Avatar } from "./parts.js";

const STEPS = ["received", "cooking", "ready", "served"];

export function Bars() {
  if (screen.value !== "menu") return null;
  const asks = phase.value.name === "in" && cart.value.count > 0 && me.value && !me.value.joined && venue.value?.nickname_asked;
  const waits = phase.value.name === "in" && waiting.value;
  const reading = phase.value.name === "reading";
  const ordering = phase.value.name === "in" ? party.value?.ordering : null;
  const off = ordering?.allowed === false;
  if (!asks && !reading && !off && !waits && openOrders.value.length === 0 && cart.value.count === 0) return null;
  return html`<section class="bars" ref=${keepRoom} aria-label=${t("your_order")}>
    ${off ? html`<${OrderingOff} ordering=${ordering} />` : null}
    ${waits ? html`<p class="reading">${icon("wifi-off", 18)}<span>${t("edits_wait")}</span></p>` : null}
    ${asks ? html`<${NicknamePanel} />` : null}
    ${openOrders.value.length ? html`<${OrderBar} />` : null}
    ${cart.value.count ? html`<${CartBar} />` : null}
    ${reading ? html`<p class="reading">${icon("info", 18)}<span>${t("reading_only")}</span></p>` : null}
  </section>`;
}

const page = document.documentElement;
const room = new ResizeObserver(([bars]) => page.style.setProperty("--bars", `${bars?.target.clientHeight}px`));

/** The last dish, and whatever gets the focus, come to stand above the bars, however many there are. @param {Element | null} bars */
function keepRoom(bars) {
  room.disconnect();
  if (bars) room.observe(bars);
  else page.style.removeProperty("--bars");
}

/** The guest hears it before choosing, not only at the end. @param {{ordering: import("../../shared/contract.js").TableSession["ordering"]}} props */
function OrderingOff({ ordering }) {
  return html`<p class="reading off" role="status">${icon("hand", 18)}<span><b>${ordering.message || t(`page.${ordering.why ?? "closed"}.title`)}</b>
    ${ordering.until_at ? ` ${t("again_at", { time: at(ordering.until_at) })}` : ""}</span></p>`;
}

function CartBar() {
  const { count, total_minor, lines } = cart.value;
  const members = [...new Set(lines.map((line) => line.member_id))];
  return html`<button type="button" class="bar" onClick=${() => go("review")}>
    <span>${t("items", { count })}</span>
    ${members.length > 1 ? html`<span class="avatars">${members.slice(0, 4).map((id) => html`<${Avatar} key=${id} id=${id} />`)}
      </span>` : null}
    <span class="sum number">${price(total_minor)}</span>
    <span class="onward">${t("review")}${icon("chevron-right", 20)}</span>
  </button>`;
}

function OrderBar() {
  const order = openOrders.value[0];
  if (!order) return null;
  const step = STEPS[progress(order)] ?? "received";
  const minutes = order.promised_at ? Math.ceil((order.promised_at - clock.value) / 60_000) : 0;
  const about = progress(order) < 2 && minutes > 0 ? ` · ${formatMinutes(minutes, language.value)}` : "";
  return html`<button type="button" class=${`bar quiet ${step}`} onClick=${() => go("status")}>
    ${icon(step === "ready" ? "bell" : "chef-hat", 20)}
    <span>${t("order_number", { number: order.number })}</span>
    <span class="sum">${order.kitchen === "checking" ? t("checking_short") : `${t(`state.${step}`)}${about}`}
      </span>${icon("chevron-right", 20)}
  </button>`;
}

function NicknamePanel() {
  const [name, setName] = useState("");
  /** @param {Event} event */
  const save = (event) => {
    event.preventDefault();
    join(name.trim() || null, language.value);
  };
  return html`<form class="card nickname" onSubmit=${save}>
    <div class="inline"><label for="nickname"><b>${t("nickname_ask")}</b><span class="sub">${t("nickname_why")}</span></label>
      <button type="button" class="button plain" onClick=${() => join(null, language.value)}>${t("skip")}</button></div>
    <div class="inline">
      <input id="nickname" class="input" maxlength="24" autocomplete="given-name" enterkeyhint="done" value=${name}
        onInput=${(/** @type {{currentTarget: HTMLInputElement}} */ event) => setName(event.currentTarget.value)} />
      <button class="button primary" disabled=${!name.trim()}>${t("save")}</button>
    </div>
  </form>`;
}
