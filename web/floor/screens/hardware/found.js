// What was found nearby: what one tap makes of it, what else it could be, and what nobody wants to see again.
import { showToast } from "../../../shared/ui/toast.js";
import { icon } from "../../../vendor/icons.js";
import { html, useSignal } from "../../../vendor/ui.js";
import { approve, fetchFound, ignore, offerAgain, searchAgain } from "../../hardware.js";
import { checkNumber, sorted } from "../../hardware_rules.js";
import { connected } from "../../state.js";
import { say } from "../../strings.js";
import { useFetched, useWork } from "../fetched.js";
import { Problem } from "../pieces.js";
import { Arriving, Fold, TextField, useEvery } from "./fields.js";
import { modelSays, placeSays, roleSays } from "./words.js";

/** @typedef {import("../../hardware_wire.js").FoundThing} FoundThing */
/** @typedef {import("../../hardware_wire.js").FoundList} FoundList */

const BUSY_MS = 1000;
const CALM_MS = 4000;

/** The list of what was found, looked at often while a search is under way. */
export function useFound() {
  const found = useFetched(fetchFound, [connected.value]);
  useEvery(found.value?.searching ? BUSY_MS : CALM_MS, found.reload);
  return found;
}

/** @param {{found: ReturnType<typeof useFound>, onApproved: () => void, onOther: (item: FoundThing) => void, onAddress: () => void}} props */
export function FoundSection({ found, onApproved, onOther, onAddress }) {
  const { busy, problem, run } = useWork();
  const list = found.value;
  const { offered, ignored } = sorted(list?.items ?? []);
  const search = () => run(async () => {
    await searchAgain();
    await found.reload();
  });
  const approved = () => {
    void found.reload();
    onApproved();
  };
  return html`
    <section class="kit" aria-labelledby="found">
      <div class="kit-head"><h2 id="found">${say.found.title}</h2>
        <span class="pair">${list?.can_search && html`<button class="button" disabled=${busy || list.searching} onClick=${search}>${icon("rotate-ccw", 20)}${list.searching ? say.hardware.searching : say.hardware.search}</button>`}
          <button class="button" onClick=${onAddress}>${icon("plus", 20)}${say.hardware.byAddress}</button></span></div>
      <${Problem} text=${problem} />
      ${list?.trouble.map((one) => html`<p class="notice soon" key=${one.finder}>${icon("alert-triangle", 20)}${one.say}</p>`)}
      <${Arriving} fetched=${found} lines=${2}>
        ${offered.length === 0 && html`<p class="sub">${list?.can_search ? say.found.nothing : say.found.cannot}</p>`}
        <ul class="kit-list">${list && offered.map((item) => html`<li key=${item.key}><${FoundCard} item=${item} list=${list} onApproved=${approved} onOther=${() => onOther(item)} onIgnored=${found.reload} /></li>`)}</ul>
        ${ignored.length > 0 && html`<${Fold} title=${say.found.ignoredTitle(ignored.length)}><ul class="list">${ignored.map((item) => html`<${IgnoredRow} key=${item.key} item=${item} onDone=${found.reload} />`)}</ul><//>`}
      <//>
    </section>
  `;
}

/** @param {FoundThing} item */
const nameOf = (item) => item.name || item.model || placeSays(item.address);

/** @param {FoundThing} item */
function titleOf(item) {
  if (item.state === "asking") return say.found.asks(nameOf(item));
  return item.kind === "serial_port" ? say.found.port(nameOf(item)) : say.found.new(nameOf(item));
}

/** @param {{item: FoundThing, list: FoundList, onApproved: () => void, onOther: () => void, onIgnored?: () => Promise<void>}} props */
export function FoundCard({ item, list, onApproved, onOther, onIgnored }) {
  const digits = useSignal("");
  const { busy, problem, run } = useWork();
  const asks = item.state === "asking";
  const use = item.suggestion;
  const accept = () => run(async () => {
    const done = await approve(item.key, asks ? { check: checkNumber(digits.value) } : {});
    showToast(say.found.approved[done.kind](done.name));
    onApproved();
  });
  const refuse = () => run(async () => {
    await ignore(item.key);
    showToast(say.found.ignored(nameOf(item)), { action: say.undo, run: () => void offerAgain(item.key).then(onIgnored) });
    await onIgnored?.();
  });
  const facts = [[item.maker, item.model].filter(Boolean).join(" "), item.address && placeSays(item.address)].filter((fact) => fact && fact !== nameOf(item) && item.kind !== "serial_port").join(" · ");
  return html`
    <article class=${`card kit-card found ${item.kind === "serial_port" ? "port" : ""}`} aria-label=${titleOf(item)}>
      <div class="kit-name">${icon(item.kind === "screen" ? "layout-grid" : "printer", 24)}<div class="grow"><b class="name">${titleOf(item)}</b><span class="sub">${facts}</span></div></div>
      ${item.kind === "serial_port" ? html`<p class="sub">${say.found.plugged}</p>` : use ? html`<p>${roleSays(use.role, list.stations, use.stations)}${use.profile && html` <span class="sub">· ${modelSays(list.profiles, use.profile)}</span>`}</p>` : html`<p class="sub">${say.found.silent}</p>`}
      ${asks && html`<${TextField} id=${`check-${item.key}`} label=${say.found.check} value=${digits} long=${4} digits plain /><p class="sub">${say.found.checkHint}</p>`}
      <${Problem} text=${problem} />
      <div class="pair">
        ${use && item.kind !== "serial_port" && html`<button class="button primary" disabled=${busy || (asks && checkNumber(digits.value) === "")} onClick=${accept}>${busy ? say.found.approving : say.found.approve}</button>`}
        ${use && html`<button class="button" disabled=${busy} onClick=${onOther}>${item.kind === "serial_port" ? say.found.setUp : say.found.other}</button>`}
        ${onIgnored && html`<button class="button plain" disabled=${busy} onClick=${refuse}>${say.found.ignore}</button>`}
      </div>
    </article>
  `;
}

/** @param {{item: FoundThing, onDone: () => Promise<void>}} props */
function IgnoredRow({ item, onDone }) {
  const { busy, problem, run } = useWork();
  const restore = () => run(async () => {
    await offerAgain(item.key);
    await onDone();
  });
  return html`<li class="row"><span><b>${nameOf(item)}</b> <span class="sub">${item.address && placeSays(item.address)}</span><${Problem} text=${problem} /></span>
    <button class="button" disabled=${busy} onClick=${restore}>${say.found.restore}</button></li>`;
}
