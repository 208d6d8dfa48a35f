// Words that may appear on any screen: the state of the connection, edits that were taken back, short messages.
import { html, useEffect } from "../../vendor/ui.js";
import { icon } from "../../vendor/icons-guest.js";
import { sentence, t } from "../../shared/i18n/index.js";
import { showToast, Toasts } from "../../shared/ui/toast.js";
import { allIsOrdered, editRefused, sentOrder, waiting } from "../cart.js";
import { connection } from "../news.js";
import { phase } from "../state.js";
import { screen } from "../view.js";
import { at } from "../words.js";

export function Notices() {
  const refused = editRefused.value;
  const [sent, celebrated] = [sentOrder.value, screen.value === "review" && allIsOrdered.value];
  useEffect(() => {
    if (refused) showToast(`${t("edit_refused")} ${sentence(refused, { number: refused.body["order_number"] ?? "" })}`, { stays_s: 7 });
  }, [refused]);
  useEffect(() => {
    // Sent while the guest was elsewhere, after a reload or back on the Wi-Fi, or while somebody added more: say it, leave them
    // where they are.
    if (!sent || celebrated) return;
    showToast(`${t("order_number", { number: sent.number })} · ${t("state.received")}`);
    sentOrder.value = null;
  }, [sent, celebrated]);
  return html`<${Connection} /><${Toasts} />`;
}

function Connection() {
  const { status, updatedAt } = connection.value;
  const shown = phase.value.name === "in" && (status === "offline" || (status === "reconnecting" && waiting.value));
  return html`<div class="connection" role="status" aria-live="polite">
    ${shown ? html`<p>${icon("wifi-off", 18)}<span>
      ${t("offline")}${updatedAt ? ` · ${t("as_of", { time: at(updatedAt) })}` : ""}</span></p>` : null}
  </div>`;
}
