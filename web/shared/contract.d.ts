// The shapes the guest's phone exchanges with the appliance. Types only; times are UTC milliseconds, money is minor units.

export type Names = Record<string, string>;
export type Millis = number;
export type Minor = number;

export interface Venue {
  name: string;
  currency: string;
  minor_digits: number;
  languages: string[];
  default_language: string;
  accent: string;
  zone: string;
  open: { open: boolean; until_at: Millis | null; opens_at: Millis | null };
  service_bp: number;
  nickname_asked: boolean;
}

export interface Member { id: string; number: number; nickname: string | null }
export interface Call { id: string; kind: "waiter" | "bill"; made_at: Millis }
export interface Ordering { allowed: boolean; why: string | null; message: string | null; until_at: Millis | null }

export interface TableSession {
  id: string;
  state: "open" | "closed";
  table: { id: string; name: string; area: string };
  opened_at: Millis;
  cart_mode: "family" | "individual";
  host_member_id: string | null;
  stale: boolean;
  bill_requested_at: Millis | null;
  viewed_bill_at: Millis | null;
  paid_at: Millis | null;
  ordering: Ordering;
  members: Member[];
  calls: Call[];
  bill: { total_minor: Minor; paid_minor: Minor; due_minor: Minor };
}

export interface Me { member_id: string; number: number; nickname: string | null; joined: boolean; needs_pin: boolean; needs_pass: boolean }

export type Choices = Record<string, string[]>;
export interface LineProblem { code: string; left: number | null }
export interface CartLine {
  id: string;
  member_id: string;
  item_id: string;
  names: Names;
  options: Choices;
  option_names: Names[];
  note: string;
  quantity: number;
  unit_minor: Minor;
  total_minor: Minor;
  problem: LineProblem | null;
  /** Set on the phone while the appliance has not confirmed the line. */
  pending?: boolean;
}
export interface Cart { lines: CartLine[]; total_minor: Minor; count: number }

export type LineState = "received" | "cooking" | "ready" | "served" | "cancelled";
export interface OrderLine {
  id: string;
  item_id: string;
  names: Names;
  option_names: Names[];
  note: string;
  quantity: number;
  unit_minor: Minor;
  total_minor: Minor;
  state: LineState;
  member_id: string;
  to_confirm: boolean;
}
export interface Order {
  id: string;
  number: number;
  state: "RECEIVED" | "IN_PREPARATION" | "READY_FOR_PICKUP" | "CLOSED" | "VOIDED";
  sent_at: Millis;
  promised_at: Millis | null;
  ready_at: Millis | null;
  kitchen: "has_it" | "checking" | "sending";
  mine: boolean;
  sent_by: string | null;
  lines: OrderLine[];
  total_minor: Minor;
}

export interface ItemAvailability { available: boolean; remaining: number | null; until_at: Millis | null; why: "out" | "sold_out" | "daypart" | null }
export type Availability = Record<string, ItemAvailability>;

export interface Snapshot { seq: number; now: Millis; session: TableSession; me: Me; cart: Cart; orders: Order[]; availability: Availability }
export interface Entry { session_id: string; guest_token: string | null; created: boolean; venue: Venue; snapshot: Snapshot }

export interface MenuOption { id: string; name: string; price_minor: Minor; default: boolean; allergens: string[] | null }
export interface MenuGroup { kind: "choice" | "variant"; name: string; min: number; max: number; options: MenuOption[] }
export interface MenuItem {
  id: string;
  name: string;
  description: string;
  price_minor: Minor;
  photo: string | null;
  thumb?: string;
  allergens: string[] | null;
  diets: string[];
  badges: string[];
  groups: string[];
  prep_minutes: number;
  course: string;
}
export interface MenuCategory { id: string; name: string; note: string; dayparts: string[]; items: MenuItem[] }
export interface Daypart { id: string; name: string; days: number[]; from: string; to: string }
export interface Menu { version: string; lang: string; currency: string; dayparts: Daypart[]; groups: Record<string, MenuGroup>; categories: MenuCategory[] }

export interface BillLine { names: Names; option_names: Names[]; quantity: number; unit_minor: Minor; total_minor: Minor; order_number: number; member_id: string | null }
export interface BillTax { name: string; rate_bp: number; inclusive: boolean; base_minor: Minor; tax_minor: Minor }
export interface BillPayment { tender: string; amount_minor: Minor; tendered_minor: Minor; change_minor: Minor; taken_at: Millis }
export interface Bill {
  check_id: string | null;
  number: number | null;
  state: "OPEN" | "PAID" | "CLOSED";
  currency: string;
  table_name: string;
  lines: BillLine[];
  subtotal_minor: Minor;
  service_bp: number;
  service_minor: Minor;
  taxes: BillTax[];
  rounding_minor: Minor;
  total_minor: Minor;
  paid_minor: Minor;
  due_minor: Minor;
  cash_due_minor: Minor;
  payments: BillPayment[];
}

export type CartCommand =
  | { op: "set"; line_id: string; item_id: string; options: Choices; note: string; quantity: number }
  | { op: "remove"; line_id: string };
