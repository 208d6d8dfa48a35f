// The tables: by area, as cards or on the plan.
import { Chips } from "../../shared/ui/chips.js";
import { icon } from "../../vendor/icons.js";
import { html } from "../../vendor/ui.js";
import { area, layout } from "../route.js";
import { inArea } from "../rules.js";
import { cards, floor } from "../state.js";
import { say } from "../strings.js";
import { TableCard } from "./card.js";
import { FloorPlan } from "./plan.js";

export function TablesPage() {
  const areas = floor.value?.areas ?? [];
  const chosen = areas.some((known) => known.id === area.choice.value) ? area.choice.value : "";
  const plan = layout.choice.value === "plan";
  const shown = plan && chosen === "" && areas[0] ? areas[0].id : chosen;
  const tables = inArea(cards.value, shown === "" ? null : shown);
  const options = [...(plan ? [] : [{ value: "", text: say.allAreas }]), ...areas.map((known) => ({ value: known.id, text: known.name }))];
  return html`
    <h1 class="sr-only">${say.tables}</h1>
    <div class="tools">
      ${areas.length > 1 && html`<${Chips} label="Areas" options=${options} chosen=${[shown]} onChange=${(/** @type {string[]} */ [value]) => area.choose(value ?? "")} />`}
      <button class="chip layout" onClick=${() => layout.choose(plan ? "grid" : "plan")}>${icon(plan ? "layout-grid" : "maximize", 18)}${plan ? say.grid : say.plan}</button>
    </div>
    ${tables.length === 0 && html`<p class="empty">${say.noTables}</p>`}
    ${plan ? html`<${FloorPlan} tables=${tables} />` : html`<ul class="cards">${tables.map((card) => html`<li key=${card.id}><${TableCard} card=${card} /></li>`)}</ul>`}
  `;
}
