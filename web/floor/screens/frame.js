// The frame around every page: where to go, how all is, and what needs a person.
import { Toasts } from "../../shared/ui/toast.js";
import { icon } from "../../vendor/icons.js";
import { html } from "../../vendor/ui.js";
import { address, route } from "../route.js";
import { may } from "../rules.js";
import { alerts, calling, floor, sheet, staff } from "../state.js";
import { say } from "../strings.js";
import { Banner, LostBar, QrOffBar } from "./banner.js";
import { HistoryPage } from "./history.js";
import { HardwarePage } from "./hardware/page.js";
import { MorePage } from "./more.js";
import { PaymentPage } from "./payment.js";
import { OpenSheet } from "./sheets.js";
import { TableDetail } from "./table_detail.js";
import { TablesPage } from "./tables.js";

export function Frame() {
  return html`
    <div class=${`frame at-${route.value.page}`}>
      <header class="top">
        <nav aria-label="Pages"><${Tab} page="tables" mark="layout-grid" text=${say.tables} /><${Tab} page="history" mark="history" text=${say.history} /><${Tab} page="more" mark="ellipsis" text=${say.more} /></nav>
        <${HealthDot} />
        ${may(staff.value, "disable_qr") && floor.value?.qr_ordering.enabled && html`<button class="quiet" onClick=${() => (sheet.value = { name: "qr_ordering" })}>${icon("power", 20)}<span>${say.qrOrdering.disable}</span>
          </button>`}
        <button class="me" onClick=${() => (sheet.value = { name: "me" })}>${staff.value?.initials}<span class="sr-only"> ${say.me.signedInAs(staff.value?.name ?? "", say.role[staff.value?.role ?? ""] ?? "")}</span>
          </button>
      </header>
      <${LostBar} />${route.value.page !== "pay" && html`<${QrOffBar} /><${Banner} />`}
      <main class="page"><${Page} /></main>
    </div>
    <${OpenSheet} /><${Toasts} />
  `;
}

function Page() {
  const where = route.value;
  if (where.page === "history") return html`<${HistoryPage} />`;
  if (where.page === "more") return html`<${MorePage} />`;
  if (where.page === "devices" || where.page === "printer") return html`<${HardwarePage} />`;
  if (where.page === "table") return html`<${TableDetail} key=${where.table_id} table_id=${where.table_id} />`;
  if (where.page === "pay") return html`<${PaymentPage} key=${where.table_id} table_id=${where.table_id} />`;
  return html`<${TablesPage} />`;
}

/** @param {{page: "tables" | "history" | "more", mark: import("../../vendor/icons.js").IconName, text: string}} props */
function Tab({ page, mark, text }) {
  const here = route.value.page;
  const current = here === page || (page === "tables" && (here === "table" || here === "pay")) || (page === "more" && (here === "devices" || here === "printer"));
  return html`<a class="tab" href=${address(page)} aria-current=${current ? "page" : "false"}>${icon(mark, 20)}<span>${text}</span></a>`;
}

function HealthDot() {
  const calls = calling.value;
  const count = alerts.value.length + calls.length;
  const health = floor.value?.health ?? { level: "ok", items: [] };
  const late = health.level === "bad" || alerts.value.some((alert) => alert.level === "late");
  const tone = late ? "late" : count > 0 || health.level === "warn" ? "soon" : "done";
  const words = calls[0] && calls.length === count ? say.called(calls[0].card.name, calls[0].code, calls.length) : count > 0 ? say.needs(count) : health.items.length > 0 ? say.look(health.items.length) : say.allWell;
  return html`<button class=${`health ${tone}`} onClick=${() => (sheet.value = { name: "needs_you" })}>${icon(tone === "done" ? "circle-check" : calls.length === count && count > 0 ? "hand" : "alert-triangle", 20)}<span aria-live="polite">${words}</span></button>`;
}
