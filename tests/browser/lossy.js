// A way to the restaurant on which every fifth packet is lost: two network namespaces joined by a program that drops what passes
// between them. Where that is not permitted, every fifth question the phone asks is dropped instead.
import { execFile, spawn } from "node:child_process";
import { access, mkdtemp, rm, writeFile } from "node:fs/promises";
import { constants } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { CHROMIUM, PYTHON, ROOT, openBrowser, openRestaurant } from "./restaurant.js";

const run = promisify(execFile);
const LINK = path.join(ROOT, "tests", "browser", "lossy_link.py");
const LOSS_PERCENT = 20;
const EVERY_FIFTH = 5;
const FIRST_LOST = 3;

/**
 * @typedef {object} Way
 * @property {import("./restaurant.js").Restaurant} house @property {import("playwright-core").Browser} browser
 * @property {(device: import("./restaurant.js").Device) => Promise<void>} prepare @property {() => Promise<number>} lost how much was lost so far
 * @property {() => Promise<void>} close
 */

/** @returns {Promise<Way>} */
export async function openLossyWay() {
  return (await mayJoinNetworks()) ? openLossyLink() : openLossyRequests();
}

async function mayJoinNetworks() {
  const name = `comanda-try-${process.pid}`;
  try {
    await access("/dev/net/tun", constants.R_OK | constants.W_OK);
    await run("ip", ["netns", "add", name]);
    await run("ip", ["netns", "del", name]);
    return true;
  } catch {
    return false; // not root, a container without the right, or a machine without these tools
  }
}

/** @returns {Promise<Way>} */
async function openLossyLink() {
  const link = spawn(PYTHON, [LINK, String(process.pid), String(LOSS_PERCENT)], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: link.stdout })[Symbol.asyncIterator]();
  const ask = async () => {
    link.stdin.write("\n");
    return JSON.parse((await lines.next()).value ?? "{}");
  };
  const { guests, house: own, address } = await ask();
  const folder = await mkdtemp(path.join(tmpdir(), "comanda-lossy-"));
  const executable = path.join(folder, "chromium");
  await writeFile(executable, `#!/bin/sh\nexec ip netns exec ${guests} ${CHROMIUM} "$@"\n`, { mode: 0o755 });
  const close = async () => {
    const gone = new Promise((done) => link.once("exit", done));
    link.stdin.end();
    await gone;
    await rm(folder, { recursive: true, force: true });
  };
  return open({ host: address, within: ["ip", "netns", "exec", own] }, { host: address, executable }, async () => (await ask()).lost, async () => {}, close);
}

/** @returns {Promise<Way>} */
async function openLossyRequests() {
  let [asked, lost] = [0, 0];
  const prepare = (/** @type {import("./restaurant.js").Device} */ { context }) => context.route(/./, (route) => {
    if (route.request().resourceType() !== "fetch") return route.continue();
    asked += 1;
    if (asked % EVERY_FIFTH !== FIRST_LOST) return route.continue();
    lost += 1;
    return route.abort();
  });
  return open({}, {}, async () => lost, prepare, async () => {});
}

/**
 * @param {Parameters<typeof openRestaurant>[0]} houseHow @param {Parameters<typeof openBrowser>[0]} browserHow
 * @param {() => Promise<number>} lost @param {Way["prepare"]} prepare @param {() => Promise<void>} closeLink @returns {Promise<Way>}
 */
async function open(houseHow, browserHow, lost, prepare, closeLink) {
  const house = await openRestaurant(houseHow).catch(async (error) => {
    await closeLink();
    throw error;
  });
  const browser = await openBrowser(browserHow);
  const close = async () => {
    await browser.close();
    await house.stop();
    await closeLink();
  };
  return { house, browser, prepare, lost, close };
}
