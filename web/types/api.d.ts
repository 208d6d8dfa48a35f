// What the appliance sends and takes. Made from its OpenAPI document by docs/generate.py; do not edit.

export interface AddPrinter {
  name: string;
  bridge: string;
  address: string;
  profile: string;
  mac?: string | null;
  backup_id?: string | null;
  fail_over_after?: number;
  stations?: string[];
}

export interface Again {
  id: string;
}

export interface AgentReport {
  version: string;
  display: string;
  uptime_s: number;
  browser_starts: number;
  reported_s: number;
}

export interface Alert {
  id: string;
  level: string;
  code: string;
  say: string;
  since: number;
  table_id?: string | null;
  job_ids?: string[];
  printer_id?: string | null;
  ticket_id?: string | null;
  count?: number;
  order_id?: string | null;
}

export interface Approve {
  role?: discovery_model_Role | null;
  name?: string | null;
  stations?: string[] | null;
  profile?: string | null;
  bridge?: string | null;
  check?: string | null;
  baud?: number | null;
  flow?: string | null;
}

export interface Approved {
  kind: "printer" | "device";
  id: string;
  name: string;
}

export interface AreaView {
  id: string;
  name: string;
}

export interface Ask {
  kind: "waiter" | "bill";
}

export interface AvailabilitySet {
  item_id: string;
  available: boolean;
  remaining: number | null;
  until_at: number | null;
  why: Why | null;
}

export interface BacklogDecided {
  printed: number;
  dropped: number;
  sending?: number;
}

export interface Bill {
  check_id: string | null;
  number: number | null;
  state: string;
  currency: string;
  table_name: string;
  lines: BillLine[];
  subtotal_minor: number;
  service_bp: number;
  service_minor: number;
  taxes: BillTax[];
  rounding_minor: number;
  total_minor: number;
  paid_minor: number;
  due_minor: number;
  cash_due_minor: number;
  payments: BillPayment[];
}

export interface BillLine {
  names: Record<string, string>;
  option_names: (Record<string, string>)[];
  quantity: number;
  unit_minor: number;
  total_minor: number;
  order_number: number;
  member_id: string | null;
}

export interface BillPayment {
  tender: string;
  amount_minor: number;
  tendered_minor: number;
  change_minor: number;
  taken_at: number;
}

export interface BillTax {
  name: string;
  rate_bp: number;
  inclusive: boolean;
  base_minor: number;
  tax_minor: number;
}

export interface Calibrate {
  step: "closed" | "open";
}

export interface Calibrated {
  id: string;
  step: string;
  say: string;
}

export interface Call {
  id: string;
  kind: string;
  made_at: number;
}

export interface Calls {
  calls: Call[];
}

export interface CancelLines {
  lines: PiecesToCancel[];
  reason: string;
}

export interface Cancelled {
  pieces: number;
}

export interface Card {
  id: string;
  name: string;
  area_id: string;
  seats: number;
  x: number;
  y: number;
  shape: string;
  enabled: boolean;
  state: string;
  session: CardVisit | null;
  closed: JustClosed | null;
}

export interface CardVisit {
  id: string;
  opened_at: number;
  covers: number | null;
  phones: number;
  order_numbers: number[];
  total_minor: number;
  due_minor: number;
  paid_minor: number;
  bill_requested_at: number | null;
  viewed_bill_at: number | null;
  paid_at: number | null;
  unpaid_since: number | null;
  unpaid_late_at: number | null;
  last_activity_at: number;
  kitchen_since: number | null;
  ready_lines: number;
  cancels_to_confirm: number;
  calls: Call[];
  stuck: StuckTicket[];
}

export interface CartAnswer {
  seq: number;
  cart: CartView;
}

export interface CartCommands {
  commands: (SetLine | RemoveLine)[];
}

export interface CartLineView {
  id: string;
  member_id: string;
  item_id: string;
  names: Record<string, string>;
  options: Record<string, string[]>;
  option_names: (Record<string, string>)[];
  note: string;
  quantity: number;
  unit_minor: number;
  total_minor: number;
  problem: CartProblem | null;
}

export interface CartProblem {
  code: string;
  left?: number | null;
}

export interface CartView {
  lines: CartLineView[];
  total_minor: number;
  count: number;
}

export interface CashTaken {
  payment: PaymentView;
  bill: Bill;
  drawer: string;
  receipt: string;
}

export interface ChangeDevice {
  name?: string | null;
  stations?: string[] | null;
}

export interface ChangeDrawer {
  name?: string;
  pin?: 2 | 5 | null;
  on_ms?: number | null;
  off_ms?: number | null;
  kick_hex?: string;
  open_alarm_s?: number;
  enabled?: boolean;
}

export interface ChangePeripheral {
  name?: string;
  address?: string;
  language?: "escpos" | "cd5220" | "logic" | "plain" | "at";
  code_page?: string;
  pin?: string | null;
  per_hour?: number;
  per_day?: number;
  enabled?: boolean;
}

export interface ChangeSettings {
  changes: Record<string, unknown>;
}

export interface Check {
  state: string;
  member_id: string;
}

export interface Claim {
  id: string;
  name: string;
}

export interface Closed {
  closed_at: number;
  undo_until: number;
  cooking: number;
  ready: number;
}

export interface Code {
  url: string;
  svg: string;
}

export interface ConfirmTry {
  letter: string;
}

export interface Cook {
  id: string;
  name: string;
  initials: string;
}

export interface DailyPass {
  enabled: boolean;
  word: string | null;
  valid_until: number | null;
}

export interface Decide {
  decision: "print" | "drop";
  reason?: string | null;
}

export interface DecideBacklog {
  decision: "all" | "newest" | "drop" | "drop_all";
  keep?: number | null;
  reason?: string | null;
}

export interface Decided {
  id: string;
  decision: string;
  at_once?: boolean;
}

export interface Described {
  key: string;
  say: string;
  kind: string;
}

export interface Detail {
  card: Card;
  orders: OrderView[];
  tickets: TicketTruths[];
  bill: Bill;
  last_taken_by: string | null;
}

export type DeviceKind = "floor" | "kitchen";

export interface DeviceView {
  id: string;
  name: string;
  kind: DeviceKind;
  stations: string[];
}

export interface Done {
  ok?: boolean;
}

export interface DrawerList {
  items: DrawerView[];
}

export interface DrawerView {
  id: string;
  name: string;
  printer_id: string | null;
  address: string | null;
  pin: number | null;
  on_ms: number | null;
  off_ms: number | null;
  kick_hex: string;
  open_alarm_s: number;
  enabled: boolean;
  sensor: boolean;
  state: string;
  since: number | null;
  calibration: string;
  last: string | null;
  say: string;
}

export interface EditPrinter {
  name?: string;
  bridge?: string;
  address?: string;
  profile?: string;
  mac?: string | null;
  enabled?: boolean;
  fail_over_after?: number;
  backup_id?: string | null;
}

export interface Enable {
  enabled: boolean;
}

export interface EntryView {
  session_id: string;
  guest_token: string | null;
  created: boolean;
  venue: Venue;
  snapshot: GuestSnapshot;
}

export interface Exchange {
  at: number;
  direction: "to" | "from";
  size: number;
  hex: string;
  words: string;
  times: number;
}

export type FileFormat = "json" | "csv";

export interface FloorSnapshot {
  seq: number;
  now: number;
  qr_ordering: Switch;
  access_pin: boolean;
  areas: AreaView[];
  tables: Card[];
  alerts: Alert[];
  health: Health;
  screens: ScreenView[];
  printers: PrinterView[];
}

export interface FoundList {
  searching: boolean;
  can_search: boolean;
  searched_at: number | null;
  trouble: discovery_model_Trouble[];
  stations: Named[];
  profiles: ProfileChoice[];
  items: FoundThing[];
}

export interface FoundThing {
  key: string;
  kind: string;
  name: string;
  maker: string;
  model: string;
  mac: string;
  serial: string;
  address: string;
  sources: string[];
  seen_s: number;
  state: "new" | "asking" | "known" | "ignored";
  known_as: KnownAs | null;
  check: string | null;
  suggestion: Suggestion | null;
}

export interface GuestSnapshot {
  seq: number;
  now: number;
  session: Party;
  me: MeView;
  cart: CartView;
  orders: OrderView[];
  availability: Record<string, ItemAvailability>;
}

export interface Health {
  level: string;
  items: HealthItem[];
}

export interface HealthItem {
  code: string;
  say: string;
  since: number;
}

export interface Heard {
  nonce: string;
  wait_s: number;
}

export interface Hello {
  agent: string;
  commitment: string;
  name?: string;
  version?: string;
  display?: string;
}

export interface History {
  date: string;
  items: HistoryItem[];
}

export interface HistoryItem {
  session_id: string;
  table_name: string;
  opened_at: number;
  closed_at: number;
  closed_how: string;
  closed_by_name: string | null;
  total_minor: number;
  paid_minor: number;
  order_numbers: number[];
}

export interface Ignored {
  key: string;
  ignored: boolean;
}

export interface Imported {
  added: number;
  changed: number;
  hidden: number;
  errors?: menu_interchange_sheet_Trouble[];
}

export interface ItemAvailability {
  available: boolean;
  remaining?: number | null;
  until_at?: number | null;
  why?: Why | null;
}

export interface JobNow {
  id: string;
  done: string | null;
  how: string | null;
  asking: boolean;
  say: string | null;
}

export interface Join {
  session_id: string;
  nickname?: string | null;
  language?: string;
}

export interface Joined {
  member_id: string;
  number: number;
  nickname: string | null;
  host: boolean;
}

export interface JustClosed {
  session_id: string;
  closed_at: number;
  undo_until: number;
}

export interface KitchenItem {
  item_id: string;
  name: string;
  category: string;
  station_id: string;
  out: boolean;
  until_at: number | null;
  remaining: number | null;
}

export interface KitchenSnapshot {
  seq: number;
  now: number;
  venue_name: string;
  language: string;
  stations: StationView[];
  showing: string[];
  cooks: Cook[];
  tickets: Ticket[];
  recent: Ticket[];
  out: OutItem[];
  average_s: number | null;
  urgent_s: number;
  critical_s: number;
}

export interface KnownAs {
  kind: "printer" | "device";
  id: string;
  name: string;
}

export interface ListedDevice {
  id: string;
  name: string;
  kind: DeviceKind;
  stations: string[];
  paired_at: number;
  online: boolean;
  silent_s: number | null;
  last_seen_at: number | null;
  agent: AgentReport | null;
}

export interface ListedPrinter {
  id: string;
  name: string;
  bridge: string;
  address: string;
  profile: string;
  mac: string | null;
  enabled: boolean;
  backup_id: string | null;
  fail_over_after: number;
  added_at: number | null;
  stations: StationName[];
  receipts: boolean;
  state: PrinterView;
  tickets: number;
  moved: number;
  last_how: string | null;
  kitchen_language: string;
  prints_language: string | null;
}

export interface LookAt {
  address: string;
}

export interface MakeCode {
  kind: DeviceKind;
  name: string;
  stations?: string[];
}

export interface Me {
  venue: Venue;
  device: DeviceView | null;
  staff: Staff | null;
}

export interface MeView {
  member_id: string;
  number: number;
  nickname: string | null;
  joined: boolean;
  needs_pin: boolean;
  needs_pass: boolean;
}

export interface MemberView {
  id: string;
  number: number;
  nickname: string | null;
}

export interface Model {
  profile: string;
  say: string;
  bridges: string[];
}

export type Move = "start" | "bump" | "recall" | "claim" | "unclaim" | "undo" | "rush" | "confirm";

export interface MoveTicket {
  verb: Move;
  line_id?: string | null;
  staff_id?: string | null;
}

export interface Moved {
  ticket: Ticket;
}

export interface Named {
  id: string;
  name: string;
}

export interface NewCode {
  code: string;
  expires_at: number;
  url: string;
  svg: string;
}

export interface NewDrawer {
  name: string;
  printer_id?: string | null;
  address?: string | null;
  pin?: 2 | 5 | null;
  on_ms?: number | null;
  off_ms?: number | null;
  kick_hex?: string;
  open_alarm_s?: number;
}

export interface NewPeripheral {
  name: string;
  kind: "pole" | "modem";
  address: string;
  language?: "escpos" | "cd5220" | "logic" | "plain" | "at";
  code_page?: string;
  pin?: string | null;
  per_hour?: number;
  per_day?: number;
}

export interface OnePrinter {
  printer: ListedPrinter;
}

export interface OpenDrawer {
  reason: string;
}

export interface OpenIt {
  reason: string;
}

export interface OpenJob {
  id: string;
  kind: string;
  printer: string;
  subject: string;
  state: string;
  say: string;
  made_at: number;
  attempts: number;
  asking: boolean;
  table_name: string | null;
  order_number: number | null;
  printer_id: string;
  copy: number;
  failover_from: string | null;
  failover_why: string | null;
  asking_why: string | null;
}

export interface OpenJobs {
  items: OpenJob[];
}

export interface OpenNow {
  open: boolean;
  until_at?: number | null;
  opens_at?: number | null;
}

export interface OpenTable {
  covers?: number | null;
}

export interface Opening {
  id: string;
  kick_id: string;
}

export interface OrderLineView {
  id: string;
  item_id: string;
  names: Record<string, string>;
  option_names: (Record<string, string>)[];
  note: string;
  quantity: number;
  unit_minor: number;
  total_minor: number;
  state: string;
  member_id: string | null;
  to_confirm: boolean;
}

export interface OrderPlaced {
  order: OrderView;
  seq: number;
}

export interface OrderView {
  id: string;
  number: number;
  state: string;
  sent_at: number;
  promised_at: number;
  ready_at: number | null;
  kitchen: string;
  mine: boolean;
  sent_by: string | null;
  lines: OrderLineView[];
  total_minor: number;
}

export interface Ordering {
  allowed: boolean;
  why?: string | null;
  message?: string | null;
  until_at?: number | null;
}

export interface OutItem {
  item_id: string;
  name: string;
  station_id: string;
  out: boolean;
  until_at: number | null;
  remaining: number | null;
}

export interface Owed {
  total_minor: number;
  paid_minor: number;
  due_minor: number;
}

export interface Pair {
  code: string;
}

export interface Paired {
  device: DeviceView;
}

export interface PaperQueued {
  job_id: string;
}

export interface Party {
  id: string;
  state: string;
  table: TableName;
  opened_at: number;
  cart_mode: string;
  host_member_id: string | null;
  stale: boolean;
  bill_requested_at: number | null;
  viewed_bill_at: number | null;
  paid_at: number | null;
  ordering: Ordering;
  members: MemberView[];
  calls: Call[];
  bill: Owed;
}

export interface PassWord {
  word: string;
}

export interface Passed {
  ok: boolean;
}

export interface PaymentView {
  id: string;
  amount_minor: number;
  tendered_minor: number;
  change_minor: number;
}

export interface PeripheralList {
  items: PeripheralView[];
}

export interface PeripheralView {
  id: string;
  name: string;
  kind: string;
  address: string;
  language: string;
  code_page: string;
  has_pin: boolean;
  per_hour: number;
  per_day: number;
  enabled: boolean;
  online: boolean;
  trouble: string;
  say: string;
  signal: number | null;
}

export interface PhotoGiven {
  photo: string;
}

export interface PiecesToCancel {
  line_id: string;
  quantity: number;
}

export interface Pin {
  pin: string;
}

export interface PlaceOrder {
  session_id: string;
  lines: SeenLine[];
}

export interface PollUrl {
  poll_url: string;
  poll_svg: string;
}

export interface PrinterAdded {
  printer: ListedPrinter;
  poll_url: string | null;
  poll_svg: string | null;
}

export interface PrinterDetail {
  printer: ListedPrinter;
  exchanges: Exchange[];
}

export interface PrinterFacts {
  connected: boolean;
  paper: string;
  cover_open: boolean;
  cutter_error: boolean;
  unrecoverable: boolean;
  halted: boolean;
  drawer_pin_high: boolean | null;
}

export interface PrinterId {
  id: string;
}

export interface PrinterList {
  items: ListedPrinter[];
  stations: StationName[];
  bridges: string[];
  profiles: string[];
  models: Model[];
}

export interface PrinterLog {
  items: Exchange[];
}

export interface PrinterView {
  id: string;
  name: string;
  online: boolean;
  say: string;
  waiting: number;
  since: number | null;
  code: string;
  what: string;
  do: string;
  facts: PrinterFacts;
  asking: number;
  backup: string | null;
}

export interface ProfileChoice {
  name: string;
  say: string;
}

export interface QrOrdering {
  enabled?: boolean;
  message?: string | null;
  until_at?: number | null;
}

export interface Queued {
  job_id: string | null;
}

export interface RemoveLine {
  line_id: string;
  op: "remove";
}

export interface Report {
  agent?: string;
  version?: string;
  display?: string;
  uptime_s?: number;
  browser_starts?: number;
}

export interface Restored {
  session_id: string;
}

export interface Resume {
  guest_token: string;
}

export interface RoutePrinter {
  stations: string[];
  backup_id?: string | null;
  receipts?: boolean;
}

export interface ScreenView {
  id: string;
  name: string;
  online: boolean;
  silent_s: number | null;
  stations: string[];
}

export interface Searching {
  searching: boolean;
}

export interface SeenLine {
  line_id: string;
  quantity: number;
  unit_minor: number;
}

export interface Served {
  lines: number;
}

export interface SetAvailability {
  out: boolean;
  remaining?: number | null;
  until_at?: number | null;
}

export interface SetLine {
  line_id: string;
  item_id: string;
  quantity: number;
  options?: Record<string, string[]>;
  note?: string;
  op: "set";
}

export interface SettingsChanged {
  values: Record<string, unknown>;
}

export interface SettingsPage {
  values: Record<string, unknown>;
  described: Described[];
}

export interface SignIn {
  staff_id?: string | null;
  pin?: string | null;
  login?: string | null;
  password?: string | null;
}

export interface SignedIn {
  staff: Staff;
}

export interface SignedOut {

}

export interface SlipQueued {
  job_id: string;
  expires_at: number;
}

export interface Staff {
  id: string;
  name: string;
  role: kernel_roles_Role;
  initials: string;
  rights: string[];
}

export interface StaffName {
  id: string;
  name: string;
  role: kernel_roles_Role;
  initials: string;
}

export interface Standing {
  state: "asking" | "approved";
  open: string | null;
  wait_s: number;
  venue: string;
}

export interface StationName {
  id: string;
  name: string;
  printer_id: string | null;
}

export interface StationView {
  id: string;
  name: string;
}

export interface StuckTicket {
  ticket_id: string;
  order_id: string;
  order_number: number;
  table_session_id: string;
  table_name: string;
  station_id: string;
  station: string;
  stored_at: number;
  seen_at: number | null;
  printed_at: number | null;
  printed_how: "confirmed" | "processed" | "unconfirmed" | null;
  accepted_at: number | null;
  why: string;
}

export interface Suggestion {
  role: discovery_model_Role;
  name: string;
  stations?: string[];
  bridge?: string;
  profile?: string;
  address?: string;
}

export interface Switch {
  enabled: boolean;
  message: string | null;
  until_at: number | null;
}

export interface SwitchOrdering {
  enabled: boolean;
  message?: string | null;
  until_at?: number | null;
}

export interface TableName {
  id: string;
  name: string;
  area: string;
}

export interface TableView {
  id: string;
  name: string;
  enabled: boolean;
}

export interface TakeCash {
  tendered_minor: number;
  expected_total_minor: number;
  receipt?: boolean;
}

export interface TestQueued {
  job_id: string;
}

export interface TextList {
  items: TextView[];
}

export interface TextView {
  id: string;
  cause: string;
  number_end: string;
  parts: number;
  state: string;
  say: string;
  made_at: number;
  sent_at: number | null;
  done_at: number | null;
}

export interface Ticket {
  id: string;
  order_number: number;
  table_name: string;
  dining_option: string;
  station_id: string;
  state: string;
  rush: boolean;
  stored_at: number;
  seen_at: number | null;
  printed_at: number | null;
  printed_how: string | null;
  accepted_at: number | null;
  claimed_by: Claim | null;
  started_at: number | null;
  ready_at: number | null;
  also_at: string[];
  lines: TicketLine[];
}

export interface TicketLine {
  id: string;
  position: number;
  quantity: number;
  name: string;
  options: string[];
  note: string;
  state: string;
  course: string;
  item_id: string;
  to_confirm: boolean;
}

export interface TicketTruths {
  id: string;
  order_id: string;
  station: string;
  state: string;
  stored_at: number;
  seen_at: number | null;
  printed_at: number | null;
  printed_how: string | null;
  accepted_at: number | null;
}

export interface Tried {
  id: string;
  sms_id: string | null;
}

export interface TryConfirmed {
  address: string;
  bridge: string;
  profile: string;
}

export interface TryPrinter {
  address: string;
  bridge?: string | null;
  profile?: string | null;
}

export interface TrySlip {
  letter: string;
  bridge: string;
  profile: string;
  state: string;
  say: string;
}

export interface Unlocked {
  id: string;
}

export interface Venue {
  name: string;
  currency: string;
  minor_digits: number;
  languages: string[];
  default_language: string;
  accent: string;
  zone: string;
  open: OpenNow;
  service_bp: number;
  nickname_asked: boolean;
}

export interface Viewed {
  viewed_bill_at: number;
}

export interface VisitPin {
  pin: string;
}

export interface VisitQr {
  session_id: string;
  url: string;
  svg: string;
}

export interface WaitingPerson {
  id: string;
  name: string;
  role: kernel_roles_Role;
  initials: string;
  wait_s: number;
}

export type Why = "out" | "sold_out" | "daypart";

export type discovery_model_Role = "station_printer" | "receipt_printer" | "label_printer" | "kitchen_screen" | "floor_tablet";

export interface discovery_model_Trouble {
  finder: string;
  say: string;
  detail: string;
}

export type kernel_roles_Role = "owner" | "manager" | "waiter" | "cashier" | "cook" | "technician";

export interface kitchen_wire_Reprinted {
  job_id: string;
}

export interface menu_interchange_sheet_Trouble {
  row: number;
  column: string;
  say: string;
}

export interface peripherals_model_Try {
  number?: string;
}

export interface printing_wire_jobs_Reprinted {
  job_id: string;
}

export interface printing_wire_tries_Try {
  id: string;
  address: string;
  done: boolean;
  slips: TrySlip[];
}
