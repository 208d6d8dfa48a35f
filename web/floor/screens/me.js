// Who is signed in here, and leaving.
import { icon } from "../../vendor/icons.js";
import { html } from "../../vendor/ui.js";
import { signOut } from "../appliance.js";
import { staff } from "../state.js";
import { say } from "../strings.js";
import { useWork } from "./fetched.js";
import { FloorSheet, Problem, closeSheet } from "./pieces.js";

export function MeSheet() {
  const { busy, problem, run } = useWork();
  const leave = async () => {
    if (await run(signOut)) closeSheet();
  };
  const foot = html`<button class="button primary wide" disabled=${busy} onClick=${leave}>${icon("log-out", 20)}${say.me.signOut}</button>`;
  return html`<${FloorSheet} title=${staff.value?.name ?? ""} foot=${foot}><p class="sub">${say.role[staff.value?.role ?? ""]}</p><${Problem} text=${problem} /><//>`;
}
