// The floor app begins here: pairing, signing in, or the tables.
import { guardTaps } from "../shared/taps.js";
import { startClock } from "../shared/time.js";
import { Skeleton } from "../shared/ui/skeleton.js";
import { icon } from "../vendor/icons.js";
import { effect, html, render } from "../vendor/ui.js";
import { begin, pair } from "./appliance.js";
import { theme, watchAddress } from "./route.js";
import { Frame } from "./screens/frame.js";
import { Pairing } from "./screens/pairing.js";
import { SignIn } from "./screens/sign_in.js";
import { phase } from "./state.js";
import { say } from "./strings.js";

function Floor() {
  if (phase.value === "floor") return html`<${Frame} />`;
  if (phase.value === "pairing") return html`<${Pairing} />`;
  if (phase.value === "sign_in") return html`<${SignIn} />`;
  if (phase.value === "unreachable") return html`<main class="door" role="alert">${icon("wifi-off", 56)}<h1>${say.lost}</h1><p class="sub">${say.lostNever}</p></main>`;
  return html`<main class="door"><div class="card"><${Skeleton} lines=${4} label=${say.loading} /></div></main>`;
}

/** A pairing link carries its code behind the #, so that it reaches no log. */
async function pairFromAddress() {
  const code = new URLSearchParams(location.hash.slice(1)).get("code");
  if (!code) return;
  history.replaceState(null, "", location.pathname);
  await pair(code).catch(() => {});
}

async function main() {
  guardTaps();
  startClock();
  watchAddress();
  effect(() => {
    const wanted = theme.choice.value;
    if (wanted === "auto") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = wanted;
  });
  render(html`<${Floor} />`, /** @type {HTMLElement} */ (document.getElementById("app")));
  await pairFromAddress();
  await begin();
}

void main();
