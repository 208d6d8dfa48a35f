// What is done with the table itself: taking it out of use, printing its code, replacing it.
import { showToast } from "../../shared/ui/toast.js";
import { icon } from "../../vendor/icons.js";
import { html, useSignal } from "../../vendor/ui.js";
import { take } from "../actions.js";
import { printCode, replaceCode } from "../appliance.js";
import { NEEDS, may } from "../rules.js";
import { cards, staff, waiting } from "../state.js";
import { say } from "../strings.js";
import { useWork } from "./fetched.js";
import { FloorSheet, Problem, QrPicture, closeSheet } from "./pieces.js";

/** @typedef {import("../wire.js").Card} Card */

/** @param {{card: Card}} props */
export function TableTools({ card }) {
  const asking = useSignal(false);
  const made = useSignal(/** @type {{url: string, svg: string} | null} */ (null));
  if (made.value) return html`<${NewCode} key="new" card=${card} code=${made.value} />`;
  if (asking.value) return html`<${Sure} key="sure" card=${card} onDone=${(/** @type {{url: string, svg: string}} */ code) => (made.value = code)} onCancel=${() => (asking.value = false)} />`;
  return html`<${Choice} key="choice" card=${card} onReplace=${() => (asking.value = true)} />`;
}

/** @param {{card: Card, onReplace: () => void}} props */
function Choice({ card, onReplace }) {
  const { busy, problem, run } = usePrinting(card);
  const now = cards.value.find((shown) => shown.id === card.id) ?? card;
  const toggle = () => {
    closeSheet();
    take(now, now.enabled ? "disable" : "enable");
  };
  const use = now.enabled ? { text: say.table.takeOut, hint: say.table.takeOutHint } : { text: say.table.putBack, hint: say.table.putBackHint };
  return html`
    <${FloorSheet} title=${say.table.title(card.name)}>
      <ul class="more">
        ${may(staff.value, NEEDS.disable) && html`<li><button data-act="" disabled=${waiting.value[card.id] !== undefined} onClick=${toggle}>${icon("power", 22)}<span>${use.text}<span class="sub">${use.hint}</span></span></button></li>`}
        ${may(staff.value, "print_qr") && html`<li><button data-act="" disabled=${busy} onClick=${run}>${icon("printer", 22)}<span>${say.table.print}<span class="sub">${say.table.printHint}</span></span></button></li>
          <li><button onClick=${onReplace}>${icon("qr-code", 22)}<span>${say.table.replace}<span class="sub">${say.table.replaceHint}</span></span>${icon("chevron-right", 20)}</button></li>`}
      </ul>
      <${Problem} text=${problem} />
    <//>
  `;
}

/** @param {{card: Card, onDone: (code: {url: string, svg: string}) => void, onCancel: () => void}} props */
function Sure({ card, onDone, onCancel }) {
  const { busy, problem, run } = useWork();
  const replace = () => run(async () => onDone(await replaceCode(card.id)));
  const foot = html`<div class="pair fill"><button class="button" disabled=${busy} onClick=${onCancel}>${say.cancel}</button>
    <button class="button primary" data-act="" disabled=${busy} onClick=${replace}>${busy ? say.table.going : say.table.go}</button></div>`;
  return html`<${FloorSheet} title=${say.table.sure(card.name)} foot=${foot}><p>${say.table.effect}</p><${Problem} text=${problem} /><//>`;
}

/** @param {{card: Card, code: {url: string, svg: string}}} props */
function NewCode({ card, code }) {
  const { busy, problem, run } = usePrinting(card);
  const foot = html`<button class="button primary wide" data-act="" disabled=${busy} onClick=${run}>${icon("printer", 20)}${say.print}</button>`;
  return html`
    <${FloorSheet} title=${say.table.replaced(card.name)} class="scan" foot=${foot}>
      <${QrPicture} svg=${code.svg} alt=${say.table.replaced(card.name)} />
      <p class="url">${code.url}</p>
      <p class="sub">${say.table.replacedHint}</p>
      <${Problem} text=${problem} />
    <//>
  `;
}

/** The table's present code on paper. @param {Card} card */
function usePrinting(card) {
  const { busy, problem, run } = useWork();
  const print = () => run(async () => {
    await printCode(card.id);
    showToast(say.table.printing);
  });
  return { busy, problem, run: print };
}
