// The demo restaurant and a browser for tests: starts the real thing on a free port, opens pages under a name that is not
// localhost (so nothing hides behind a secure context), and stops what it started.
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
export const PYTHON = process.env.COMANDA_TEST_PYTHON ?? path.join(ROOT, ".venv", "bin", "python");
export const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const NAME = "box.lan";
const STARTS_WITHIN_MS = 60_000;
const STOPS_WITHIN_MS = 10_000;
const WAIT_MS = 40_000;
const ARGS = [
  "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
  "--autoplay-policy=no-user-gesture-required", "--mute-audio", "--force-color-profile=srgb", "--font-render-hinting=none",
];

/**
 * @typedef {object} Facts what the demo says when it is ready
 * @property {string} base @property {string} floor @property {string} kitchen @property {string} printers
 * @property {Record<string, string>} around addresses of devices nobody set up, by name
 * @property {Record<string, string>} tables table name to the address in its code @property {Record<string, string>} pairing_codes
 * @property {{name: string, role: string, pin: string, login: string | null, password: string | null}[]} sign_ins
 */

/**
 * Starts the demo on fresh data.
 * @param {{host?: string, within?: string[], entry?: string[]}} [how] within: a command the demo is run under; entry: what
 *   stands in for `-m appliance.cli`
 */
export async function openRestaurant({ host = "127.0.0.1", within = [], entry = ["-m", "appliance.cli"] } = {}) {
  const folder = await mkdtemp(path.join(tmpdir(), "comanda-browser-"));
  const house = new Restaurant(folder, host, within, entry);
  try {
    await house.start("--reset");
    return house;
  } catch (error) {
    await house.stop();
    throw error;
  }
}

export class Restaurant {
  /** @param {string} folder @param {string} host @param {string[]} within @param {string[]} entry */
  constructor(folder, host, within, entry) {
    this.folder = folder;
    this.host = host;
    this.within = within;
    this.entry = entry;
    this.port = 0;
    /** @type {import("node:child_process").ChildProcess | null} */
    this.process = null;
    /** @type {Facts} */
    this.facts = /** @type {any} */ (null);
    this.said = "";
  }

  /** Starts, or starts again on the same data and the same port. @param {string[]} options */
  async start(...options) {
    const ready = path.join(this.folder, `ready-${Date.now()}.json`);
    const words = [...this.within, PYTHON, ...this.entry, "demo", "--host", this.host, "--port", String(this.port),
      "--data", path.join(this.folder, "data"), "--ready-file", ready, ...options];
    const child = spawn(words[0] ?? PYTHON, words.slice(1), { cwd: ROOT, stdio: ["ignore", "ignore", "pipe"] });
    this.process = child;
    this.said = "";
    child.stderr?.on("data", (text) => (this.said = `${this.said}${text}`.slice(-4_000)));
    child.on("error", (error) => (this.said = `${error}`));
    this.facts = await this.#announced(ready, child);
    this.port = Number(new URL(this.facts.base).port);
  }

  /** @param {string} ready @param {import("node:child_process").ChildProcess} child @returns {Promise<Facts>} */
  async #announced(ready, child) {
    const until = Date.now() + STARTS_WITHIN_MS;
    while (Date.now() < until && child.exitCode === null && child.pid !== undefined) {
      const text = await readFile(ready, "utf8").catch(() => "");
      if (text.endsWith("}\n")) return JSON.parse(text);
      await pause(50);
    }
    await pause(0); // a program that was not found says so in the next turn
    throw new Error(`The demo did not start: ${this.said}`);
  }

  /** Ends the process without warning, as a power cut would. */
  kill = () => this.#end("SIGKILL");

  async stop() {
    await this.#end("SIGTERM");
    await rm(this.folder, { recursive: true, force: true });
  }

  /** @param {NodeJS.Signals} signal */
  async #end(signal) {
    const child = this.process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((done) => child.once("exit", done));
    child.kill(signal);
    const forced = setTimeout(() => child.kill("SIGKILL"), STOPS_WITHIN_MS);
    await gone;
    clearTimeout(forced);
  }

  /**
   * Carries a phone's request to the appliance; whether the phone hears the answer is up to the caller.
   * @param {import("playwright-core").Route} route
   */
  async deliver(route) {
    const request = route.request();
    const url = request.url().replace(NAME, this.host);
    return route.fetch({ url, headers: { ...(await request.allHeaders()), host: new URL(request.url()).host } });
  }

  /** The address phones see. @param {string} address as the demo announced it, or a path */
  url(address) {
    const { pathname, hash } = new URL(address, this.facts.base);
    return `http://${NAME}:${this.port}${pathname}${hash}`;
  }

  /** @param {string} table "Table 12" */
  table = (table) => this.url(this.facts.tables[table] ?? "");

  /** @param {string} table "Table 12" */
  tableId = (table) => table.toLowerCase().replace(" ", "-");

  /** @param {string} role */
  signIn = (role) => this.facts.sign_ins.find((person) => person.role === role) ?? { name: "", role, pin: "", login: null, password: null };
}

/**
 * A browser of its own that knows the restaurant as box.lan.
 * @param {{host?: string, executable?: string}} [how]
 */
export async function openBrowser({ host = "127.0.0.1", executable = CHROMIUM } = {}) {
  return chromium.launch({
    executablePath: executable,
    args: [...ARGS, `--host-resolver-rules=MAP ${NAME} ${host}`, ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
  });
}

/**
 * One phone, tablet or screen: its own cookies and storage, and a watch on everything that must not happen.
 * @param {import("playwright-core").Browser} browser
 * @param {import("playwright-core").BrowserContextOptions} [options]
 */
export async function openDevice(browser, options = {}) {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 }, locale: "en-GB", timezoneId: "Europe/Rome", reducedMotion: "reduce", ...options,
  });
  context.setDefaultTimeout(WAIT_MS);
  const watch = new Watch();
  await context.addInitScript(() => addEventListener("securitypolicyviolation", (event) => {
    console.error(`CSP violation: ${event.violatedDirective} ${event.blockedURI}`);
  }));
  context.on("page", (page) => watch.follow(page));
  return { context, watch, page: await context.newPage() };
}

/** @typedef {Awaited<ReturnType<typeof openDevice>>} Device */

/** About what a cheap phone gets in the far corner of the garden. @param {Device} device */
export async function slowDown({ context, page }) {
  const tools = await context.newCDPSession(page);
  await tools.send("Network.enable");
  await tools.send("Network.emulateNetworkConditions", { offline: false, latency: 150, downloadThroughput: (1_600 * 1_024) / 8, uploadThroughput: (750 * 1_024) / 8 });
  await tools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
}

/** Collects console errors, uncaught errors, CSP violations and requests to other hosts. */
export class Watch {
  constructor() {
    /** @type {string[]} */
    this.problems = [];
  }

  /** @param {import("playwright-core").Page} page */
  follow(page) {
    page.on("console", (message) => {
      if (message.type() === "error") this.problems.push(`console: ${message.text()} ${message.location().url}`);
    });
    page.on("pageerror", (error) => this.problems.push(`uncaught: ${error.stack ?? error.message}`));
    page.on("request", (request) => {
      const { protocol, hostname } = new URL(request.url());
      if (protocol !== "data:" && protocol !== "blob:" && hostname !== NAME) this.problems.push(`foreign request: ${request.url()}`);
    });
    page.on("websocket", (socket) => {
      if (new URL(socket.url()).hostname !== NAME) this.problems.push(`foreign socket: ${socket.url()}`);
    });
  }

  /** What went wrong, without what the journey itself provoked. @param {RegExp[]} provoked */
  unexpected = (...provoked) => this.problems.filter((problem) => !provoked.some((known) => known.test(problem)));
}
