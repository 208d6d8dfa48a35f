// Proves that what the appliance sends (api.d.ts, generated) is what the apps expect. A line that does not fit fails the type check.
import type * as Server from "./api";
import type * as Guest from "../shared/contract";
import type * as Floor from "../floor/wire.js";
import type * as Hardware from "../floor/hardware_wire.js";
import type * as Kitchen from "../kitchen/wire.js";

/** Words of a fixed set travel as text; optional fields are always sent. */
type Loose<T> = T extends string
  ? string
  : T extends readonly (infer U)[]
    ? Loose<U>[]
    : T extends object
      ? { [K in keyof T]-?: Loose<Exclude<T[K], undefined>> }
      : T;
/** Fails to type-check unless everything the client reads is there. */
type Fits<Client, Sent extends Client> = [Client, Sent];
/** Only the fields that travel. */
type Sent<T, Own extends keyof T = never> = Loose<Omit<T, Own>>;

export type Agreement = [
  Fits<Sent<Guest.Venue>, Loose<Server.Venue>>,
  Fits<Sent<Guest.TableSession>, Loose<Server.Party>>,
  Fits<Sent<Guest.Me>, Loose<Server.MeView>>,
  Fits<Sent<Guest.CartLine, "pending">, Loose<Server.CartLineView>>,
  Fits<Sent<Guest.Order, "lines">, Loose<Server.OrderView>>,
  Fits<Sent<Guest.OrderLine, "member_id">, Loose<Server.OrderLineView>>,
  Fits<Sent<Guest.ItemAvailability>, Loose<Server.ItemAvailability>>,
  Fits<Sent<Guest.Bill>, Loose<Server.Bill>>,
  Fits<Sent<Floor.Card>, Loose<Server.Card>>,
  Fits<Sent<Floor.FloorSnapshot>, Loose<Server.FloorSnapshot>>,
  Fits<Sent<Floor.Bill>, Loose<Server.Bill>>,
  Fits<Sent<Floor.Detail, "orders" | "bill">, Loose<Server.Detail>>,
  Fits<Sent<Floor.PastSitting>, Loose<Server.HistoryItem>>,
  Fits<Sent<Floor.Staff>, Loose<Server.Staff>>,
  Fits<Sent<Floor.PrintJob>, Loose<Server.OpenJob>>,
  Fits<Sent<Hardware.PrinterState>, Loose<Server.PrinterView>>,
  Fits<Sent<Hardware.PrinterList>, Loose<Server.PrinterList>>,
  Fits<Sent<Hardware.PrinterAdded>, Loose<Server.PrinterAdded>>,
  Fits<Sent<Hardware.PollAddress>, Loose<Server.PollUrl>>,
  Fits<Sent<Hardware.Exchange>, Loose<Server.Exchange>>,
  Fits<Sent<Hardware.Attempt>, Loose<Server.printing_wire_tries_Try>>,
  Fits<Sent<Hardware.Understood>, Loose<Server.TryConfirmed>>,
  Fits<Sent<Hardware.FoundList>, Loose<Server.FoundList>>,
  Fits<Sent<Hardware.ListedDevice>, Loose<Server.ListedDevice>>,
  Fits<Sent<Hardware.Drawer>, Loose<Server.DrawerView>>,
  Fits<Sent<Hardware.Peripheral>, Loose<Server.PeripheralView>>,
  Fits<Sent<Kitchen.Ticket>, Loose<Server.Ticket>>,
  Fits<Sent<Kitchen.KitchenSnapshot>, Loose<Server.KitchenSnapshot>>,
];
