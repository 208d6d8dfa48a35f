// The frame of everything that opens over the board.
import { Sheet } from "../../shared/ui/sheet.js";
import { icon } from "../../vendor/icons.js";
import { html } from "../../vendor/ui.js";
import { drawer } from "../state.js";
import { say } from "../strings.js";

export const closePanel = () => {
  drawer.value = null;
};

/** @param {{title: string, class?: string, foot?: unknown, children?: unknown}} props */
export function Panel(props) {
  return html`<${Sheet} title=${props.title} onClose=${closePanel} closeLabel=${say.close} closeMark=${icon("x", 28)} class=${props.class ?? ""} foot=${props.foot}>${props.children}<//>`;
}
