// The bars under the top: connection lost, QR ordering off, and the one thing that needs a person most.
import { icon } from "../../vendor/icons.js";
import { html, useEffect, useState } from "../../vendor/ui.js";
import { link, setQrOrdering } from "../appliance.js";
import { may } from "../rules.js";
import { alerts, floor, sheet, staff } from "../state.js";
import { say } from "../strings.js";
import { exact, time } from "../words.js";
import { useWork } from "./fetched.js";

const PATIENCE_MS = 1500;

export function LostBar() {
  const broken = link.value.state === "reconnecting" || link.value.state === "offline";
  const [shown, show] = useState(false);
  useEffect(() => {
    if (!broken) return show(false);
    const timer = setTimeout(() => show(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [broken]);
  if (link.value.state === "polling") return html`<p class="bar soon" role="status">${icon("wifi", 22)}<span>${say.polling}</span></p>`;
  if (!shown) return null;
  const at = link.value.updated_at;
  return html`<div class="bar lost" role="alert">${icon("wifi-off", 24)}<span><b>${say.lost}</b> · ${at === 0 ? say.lostNever : say.lostSince(exact(at))}</span></div>`;
}

export function QrOffBar() {
  const ordering = floor.value?.qr_ordering;
  const { busy, problem, run } = useWork();
  if (!ordering || ordering.enabled) return null;
  const turnOn = () => run(() => setQrOrdering({ enabled: true, message: null, until_at: null }));
  return html`
    <div class="bar soon" role="status">${icon("power", 22)}
      <span><b>${ordering.until_at === null ? say.qrOff : say.qrOffUntil(time(ordering.until_at))}</b>${ordering.message && ` · “${ordering.message}”`}${problem && html`<br />${problem}`}</span>
      ${may(staff.value, "disable_qr") && html`<button class="button" data-act="" disabled=${busy} onClick=${turnOn}>${say.qrOn}</button>`}
    </div>
  `;
}

/** Shown only for what a person must do; everything else waits behind the health dot. */
export function Banner() {
  const first = alerts.value[0];
  const others = alerts.value.length - 1;
  const needed = first && (first.level === "late" || first.code === "print_asks");
  const paper = first && ["printer", "print_asks", "backlog"].includes(first.code);
  const open = () => (sheet.value = first?.code === "backlog" && may(staff.value, "decide_print") ? { name: "backlog", alert: first } : { name: "needs_you" });
  return html`
    <div aria-live="assertive">
      ${needed && html`<div class="bar late">${icon(paper ? "printer" : "alert-triangle", 22)}
        <span>${first.say}${others > 0 && html` <small>${say.andMore(others)}</small>`}</span>
        <button class="button strong" onClick=${open}>${first.code === "backlog" ? say.backlog.decide : say.show}</button>
      </div>`}
    </div>
  `;
}
