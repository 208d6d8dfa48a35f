// The floor plan: every table where it stands, with its name, its state and its time.
import { clock } from "../../shared/time.js";
import { html } from "../../vendor/ui.js";
import { address } from "../route.js";
import { sinceOpened, standing } from "../rules.js";
import { waiting } from "../state.js";
import { say } from "../strings.js";

/** @param {{tables: import("../wire.js").Card[]}} props */
export function FloorPlan({ tables }) {
  return html`
    <div class="plan-scroll" tabindex="0" role="region" aria-label=${say.plan}>
      <ul class="plan">
        ${tables.map((card) => html`<li key=${card.id} style=${{ insetInlineStart: `${card.x / 10}%`, insetBlockStart: `${card.y / 10}%` }}><${Spot} card=${card} /></li>`)}
      </ul>
    </div>
  `;
}

/** @param {{card: import("../wire.js").Card}} props */
function Spot({ card }) {
  const how = standing(card, clock.value);
  const sitting = card.session;
  const word = `${say.card.word[how.code]}${!how.minutes ? "" : ` ${say.card.min(how.minutes)}`}`;
  return html`
    <a class=${`spot ${how.tone} ${shapeOf(card.shape)} ${sitting ? "" : "free"} ${waiting.value[card.id] ? "pending" : ""}`} href=${address("table", card.id)}>
      <b>${card.name}</b><span>${word}</span>${sitting && html`<span class="timer">${sinceOpened(sitting.opened_at, clock.value)}</span>`}
    </a>
  `;
}

/** @param {string} shape */
const shapeOf = (shape) => (shape === "round" ? "round" : shape === "square" ? "square" : "long");
