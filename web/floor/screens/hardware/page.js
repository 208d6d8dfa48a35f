// Printers and devices: what is found on top, then everything in use. Who may not change them sees how they are.
import { icon } from "../../../vendor/icons.js";
import { html, useEffect, useSignal } from "../../../vendor/ui.js";
import { fetchDevices } from "../../appliance.js";
import { fetchPrinters } from "../../hardware.js";
import { address, go, route } from "../../route.js";
import { may } from "../../rules.js";
import { connected, floor, staff } from "../../state.js";
import { say } from "../../strings.js";
import { AddDevice } from "../add_device.js";
import { DrawerSheet } from "../drawer.js";
import { useFetched } from "../fetched.js";
import { Devices } from "../needs_you.js";
import { AddByAddress, PrinterByHand } from "./add_printer.js";
import { TryPrinter } from "./attempt.js";
import { AddDrawer, DrawerSetUp } from "./drawer_set_up.js";
import { DrawersSection, useDrawers } from "./drawers.js";
import { FoundSection, useFound } from "./found.js";
import { FoundOther } from "./found_other.js";
import { AddOther, OthersSection, useOthers } from "./others.js";
import { PrinterSheet } from "./printer.js";
import { PrintersSection } from "./printers.js";
import { DeviceSheet, ScreensSection } from "./screens.js";

/** @typedef {import("../../hardware_wire.js").FoundThing} FoundThing */
/**
 * What is open over the page; a printer has an address of its own instead.
 * @typedef {{name: "address" | "hand" | "add_device" | "add_drawer" | "add_other"} | {name: "try", where: string} | {name: "other", item: FoundThing}
 *   | {name: "device", listed: import("../../hardware_wire.js").ListedDevice} | {name: "open" | "set_up", drawer: import("../../hardware_wire.js").Drawer} | null} Open
 */

export function HardwarePage() {
  return html`
    <div class="page-head"><a class="button plain" href=${address("more")}>${icon("arrow-left", 22)}${say.back}</a><h1>${say.hardware.title}</h1></div>
    ${may(staff.value, "manage_devices") ? html`<${Managed} />` : html`<section class="states"><p class="sub">${say.hardware.onlyLook}</p><${Devices} /></section>${may(staff.value, "open_drawer") && html`<${OwnDrawers} />`}`}
  `;
}

/** For who opens drawers but sets up nothing. */
function OwnDrawers() {
  const drawers = useDrawers();
  const open = useSignal(/** @type {import("../../hardware_wire.js").Drawer | null} */ (null));
  return html`
    <${DrawersSection} drawers=${drawers} onOpen=${(/** @type {any} */ drawer) => (open.value = drawer)} />
    ${open.value && html`<${DrawerSheet} drawer=${open.value} onClose=${() => (open.value = null)} />`}
  `;
}

function Managed() {
  const open = useSignal(/** @type {Open} */ (null));
  const found = useFound();
  const printers = useFetched(fetchPrinters, [floor.value?.printers, connected.value]);
  const devices = useFetched(fetchDevices, [floor.value?.screens, connected.value]);
  const drawers = useDrawers();
  const others = useOthers();
  const close = () => (open.value = null);
  const changed = async () => void (await Promise.all([printers.reload(), devices.reload(), found.reload()]));
  const stations = printers.value?.stations ?? [];
  const page = { open, close, changed, found, printers, drawers, others, devices, stations };
  return html`
    <${FoundSection} found=${found} onApproved=${changed} onOther=${(/** @type {FoundThing} */ item) => (open.value = { name: "other", item })} onAddress=${() => (open.value = { name: "address" })} />
    <${PrintersSection} printers=${printers} />
    <${ScreensSection} devices=${devices} stations=${stations} onAdd=${() => (open.value = { name: "add_device" })} onChange=${(/** @type {any} */ listed) => (open.value = { name: "device", listed })} />
    <${DrawersSection} drawers=${drawers} onOpen=${(/** @type {any} */ drawer) => (open.value = { name: "open", drawer })} onSetUp=${(/** @type {any} */ drawer) => (open.value = { name: "set_up", drawer })} onAdd=${() => (open.value = { name: "add_drawer" })} />
    <${OthersSection} others=${others} onAdd=${() => (open.value = { name: "add_other" })} />
    ${open.value ? sheetOver(page, open.value) : html`<${OnePrinter} printers=${printers} onChanged=${changed} />`}
  `;
}

/** @param {{printers: {value: import("../../hardware_wire.js").PrinterList | null}, onChanged: () => Promise<void>}} props */
function OnePrinter({ printers, onChanged }) {
  const where = route.value;
  const wanted = where.page === "printer" ? where.printer_id : null;
  const printer = printers.value?.items.find((one) => one.id === wanted);
  const gone = wanted !== null && printers.value !== null && !printer;
  useEffect(() => {
    if (gone) go("devices");
  }, [gone]);
  if (!printer || !printers.value) return null;
  return html`<${PrinterSheet} key=${printer.id} printer=${printer} printers=${printers.value} onChanged=${onChanged} onClose=${() => go("devices")} />`;
}

/**
 * @param {{open: import("../../../vendor/ui.js").Signal<Open>, close: () => void, changed: () => Promise<void>, found: ReturnType<typeof useFound>,
 *   printers: {value: import("../../hardware_wire.js").PrinterList | null}, drawers: ReturnType<typeof useDrawers>, others: ReturnType<typeof useOthers>,
 *   devices: {reload: () => Promise<void>}, stations: readonly {id: string, name: string}[]}} page
 * @param {NonNullable<Open>} wanted
 */
function sheetOver({ open, close, changed, found, printers, drawers, others, devices, stations }, wanted) {
  const list = printers.value;
  const other = (/** @type {FoundThing} */ item) => (open.value = { name: "other", item });
  const approved = () => {
    close();
    void changed();
  };
  switch (wanted.name) {
    case "address":
      return html`<${AddByAddress} canSearch=${found.value?.can_search ?? false} onApproved=${changed} onOther=${other} onTry=${(/** @type {string} */ where) => (open.value = { name: "try", where })} onHand=${() => (open.value = { name: "hand" })} onClose=${close} />`;
    case "hand":
      return list && html`<${PrinterByHand} printers=${list} onDone=${changed} onClose=${close} />`;
    case "try":
      return list && html`<${TryPrinter} where=${wanted.where} printers=${list} onDone=${changed} onClose=${close} />`;
    case "other":
      return found.value && html`<${FoundOther} item=${wanted.item} list=${found.value} onApproved=${approved} onClose=${close} />`;
    case "device":
      return html`<${DeviceSheet} listed=${wanted.listed} stations=${stations} onChanged=${changed} onClose=${close} />`;
    case "add_device":
      return html`<${AddDevice} onDone=${() => { close(); void devices.reload(); }} />`;
    case "add_drawer":
      return html`<${AddDrawer} printers=${list?.items ?? []} onChanged=${drawers.reload} onClose=${close} />`;
    case "add_other":
      return html`<${AddOther} onChanged=${others.reload} onClose=${close} />`;
    case "open":
      return html`<${DrawerSheet} drawer=${wanted.drawer} onClose=${close} />`;
    default:
      return html`<${DrawerSetUp} drawer=${drawers.value?.find((one) => one.id === wanted.drawer.id) ?? wanted.drawer} onChanged=${drawers.reload} onClose=${close} />`;
  }
}
