// Taking cash: what is due, what was handed over, and the change, big.
import { ApiError, unanswered } from "../../shared/api.js";
import { newId } from "../../shared/ids.js";
import { Skeleton } from "../../shared/ui/skeleton.js";
import { icon } from "../../vendor/icons.js";
import { html, useEffect, useLayoutEffect, useRef, useSignal } from "../../vendor/ui.js";
import { fetchDetail, sentenceOf, takeCash } from "../appliance.js";
import { LARGEST_MINOR, changeFor, likelyTenders, minorOf, tooMuch, typed } from "../cash.js";
import { address, go } from "../route.js";
import { cards, connected, venue } from "../state.js";
import { say } from "../strings.js";
import { money, time } from "../words.js";
import { useFetched } from "./fetched.js";
import { Paid } from "./paid.js";
import { Pad, Problem } from "./pieces.js";

/** @typedef {import("../wire.js").Card} Card */
/** @typedef {import("../wire.js").CashPayment} CashPayment */
/** @typedef {{payment: CashPayment, drawer: string, receipt: string, session_id: string}} Taken */

/** @param {{table_id: string}} props */
export function PaymentPage({ table_id }) {
  const taken = useSignal(/** @type {Taken | null} */ (null));
  const party = useRef(/** @type {string | null} */ (null));
  const card = cards.value.find((shown) => shown.id === table_id);
  if (taken.value && card) return html`<${Paid} card=${card} taken=${taken.value} />`;
  if (card?.session) party.current = card.session.id;
  if (!card?.session) return html`<${Settled} session_id=${party.current} /><p class="empty"><a class="button" href=${address("tables")}>${say.back}</a></p>`;
  return html`<${CashDesk} key=${card.session.id} card=${card} session_id=${card.session.id} onTaken=${(/** @type {Taken} */ done) => (taken.value = done)} />`;
}

/** @param {{card: Card, session_id: string, onTaken: (taken: Taken) => void}} props */
function CashDesk({ card, session_id, onTaken }) {
  const total = card.session?.due_minor ?? 0;
  const { value, problem } = useFetched(() => fetchDetail(session_id), [session_id, total]);
  const due = value?.bill.cash_due_minor ?? null;
  const before = useRef(due);
  const changed = useSignal("");
  useEffect(() => {
    if (before.current !== null && due !== null && before.current !== due) changed.value = say.pay.changed(money(before.current), money(due));
    before.current = due ?? before.current;
  }, [due]);
  return html`
    <div class="page-head"><a class="button plain" href=${address("table", card.id)}>${icon("arrow-left", 22)}${say.back}</a><h1>${say.pay.title(card.name)}</h1></div>
    <${Problem} text=${problem} />
    ${due === null && !problem && html`<div class="card"><${Skeleton} lines=${4} label=${say.loading} /></div>`}
    ${due === 0 && value && html`<${SettledBy} detail=${value} />`}
    ${due !== null && due > 0 && html`<${Count} due=${due} changed=${changed} session_id=${session_id} onTaken=${onTaken} />`}
  `;
}

/** Nothing is owed any more, perhaps since a colleague was quicker. @param {{session_id: string | null}} props */
function Settled({ session_id }) {
  const { value } = useFetched(async () => (session_id === null ? null : fetchDetail(session_id)), [session_id]);
  return html`<${SettledBy} detail=${value} />`;
}

/** @param {{detail: import("../wire.js").Detail | null}} props */
function SettledBy({ detail }) {
  const last = detail?.bill.payments.at(-1);
  return html`<div class="empty" role="status"><p>${say.pay.nothingDue}</p>${last && html`<p><b>${say.pay.settled(money(last.amount_minor), say.pay.tenders[last.tender] ?? last.tender, time(last.taken_at), detail?.last_taken_by ?? null)}</b></p>`}</div>`;
}

/** @param {{due: number, changed: import("../../vendor/ui.js").Signal<string>, session_id: string, onTaken: (taken: Taken) => void}} props */
function Count({ due, changed, session_id, onTaken }) {
  const digits = useSignal("");
  const receipt = useSignal(true);
  const busy = useSignal(false);
  const problem = useSignal("");
  const key = useRef({ body: "", key: newId() });
  const tendered = minorOf(digits.value);
  const change = changeFor(tendered, due);
  const press = (/** @type {string} */ pressed) => (digits.value = typed(digits.value, pressed));
  const take = async () => {
    if (busy.peek()) return;
    if (!connected.peek()) return void (problem.value = say.offline);
    busy.value = true;
    problem.value = changed.value = "";
    const cash = { tendered_minor: tendered, expected_total_minor: due, receipt: receipt.value };
    const body = JSON.stringify(cash);
    if (key.current.body !== body) key.current = { body, key: newId() };
    try {
      onTaken({ ...(await takeCash(session_id, cash, key.current.key)), session_id });
    } catch (error) {
      problem.value = reason(error, due);
      if (!unanswered(error)) key.current = { body: "", key: newId() };
    } finally {
      busy.value = false;
    }
  };
  usePadKeys(press, () => change.enough && !tooMuch(tendered) && !busy.peek() && void take());
  const style = venue.value;
  const notes = likelyTenders(due, style?.currency ?? "EUR", style?.minor_digits ?? 2);
  return html`
    <div class="desk">
      <section class="sums" aria-live="polite">
        <${Problem} text=${tooMuch(tendered) ? say.pay.tooMuch(money(LARGEST_MINOR)) : changed.value || problem.value} />
        <dl>
          <div><dt>${say.pay.due}</dt><dd>${money(due)}</dd></div>
          <div><dt>${say.pay.received}</dt><dd class=${digits.value ? "" : "unset"}>${digits.value ? money(tendered) : "–"}</dd></div>
          <div class=${`change ${digits.value && !change.enough ? "missing" : ""}`}><dt>${digits.value && !change.enough ? say.pay.missing : say.pay.change}</dt>
            <dd>${digits.value && !tooMuch(tendered) ? money(change.enough ? change.change_minor : change.missing_minor) : "–"}</dd></div>
        </dl>
        <div class="notes" role="group" aria-label=${say.pay.choose}>
          ${notes.map((note) => html`<button class="button" aria-pressed=${tendered === note ? "true" : "false"} onClick=${() => (digits.value = String(note))}>${note === due && html`<span>${say.pay.exact}</span>`}${money(note)}</button>`)}
        </div>
        <label class="check"><input type="checkbox" checked=${receipt.value} onChange=${() => (receipt.value = !receipt.value)} />${say.pay.receipt}</label>
      </section>
      <section class="keys"><${Pad} label=${say.pay.received} eraseLabel=${say.pay.erase} corner="00" onKey=${press} />
        <button class="button primary wide big" data-act="" disabled=${!change.enough || tooMuch(tendered) || busy.value || digits.value === ""} onClick=${take}>${busy.value ? say.pay.taking : say.pay.take(money(due))}</button>
          </section>
    </div>
  `;
}

/** Digits, Backspace and Enter of a keyboard do what the pad does. @param {(key: string) => void} press @param {() => void} enter */
function usePadKeys(press, enter) {
  const latest = useRef({ press, enter });
  latest.current = { press, enter };
  useLayoutEffect(() => {
    const heard = (/** @type {KeyboardEvent} */ event) => {
      if (document.querySelector("dialog[open]")) return;
      if (/^\d$/.test(event.key)) latest.current.press(event.key);
      else if (event.key === "Backspace") latest.current.press("back");
      else if (event.key === "Escape") go("tables");
      else if (event.key === "Enter" && !(event.target instanceof HTMLButtonElement) && !(event.target instanceof HTMLAnchorElement)) latest.current.enter();
    };
    addEventListener("keydown", heard);
    return () => removeEventListener("keydown", heard);
  }, []);
}

/** @param {unknown} error @param {number} due */
function reason(error, due) {
  if (!(error instanceof ApiError)) return sentenceOf(error);
  const now = error.body["cash_due_minor"];
  if (error.code === "total_changed" && typeof now === "number") return say.pay.changed(money(due), money(now));
  return error.code === "not_enough" ? say.pay.notEnough : sentenceOf(error);
}
