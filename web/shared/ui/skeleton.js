// The grey shape of what is coming, with its space already taken.
import { html } from "../../vendor/ui.js";

/** @param {{lines?: number, label?: string}} props lines of text to stand for */
export function Skeleton({ lines = 3, label = "" }) {
  const widths = [70, 92, 48, 84, 60];
  return html`<div aria-busy="true" aria-label=${label}>
    ${Array.from({ length: lines }, (_, at) => html`<span class="skeleton text" style=${{ width: `${widths[at % widths.length]}%` }}>
      </span>`)}
  </div>`;
}
