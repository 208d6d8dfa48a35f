// Makes docs/screenshots/readme.png: a guest's phone, the kitchen and the floor in the middle of dinner, from the running demo.
//
//   COMANDA_TEST_PYTHON=.venv/bin/python node tests/browser/readme_picture.js
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { serveDinner } from "./dinner.js";
import { openClock, Party } from "./parties.js";
import { Cook, Guest, Waiter } from "./people.js";
import { PYTHON, ROOT, openBrowser, openRestaurant } from "./restaurant.js";

const PICTURE = path.join(ROOT, "docs", "screenshots", "readme.png");
const BYTES_MAX = 300_000;
const ZONE = "Europe/Rome";
const DINNER_BEGINS_S = (19 * 60 + 36) * 60;
const DAY_S = 86_400;
const KITCHEN = { width: 1280, height: 546 };
const FLOOR = { width: 1400, height: 597 };
const FEWER_COLOURS = "import sys; from PIL import Image; Image.open(sys.argv[1]).convert('RGB').quantize(256, kmeans=4, dither=Image.Dither.NONE).save(sys.argv[2], optimize=True)";

/** Seconds from now until the restaurant's clock shows the time dinner begins. */
function untilDinner() {
  const [hour = 0, minute = 0, second = 0] = new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, timeStyle: "medium" }).format().split(":").map(Number);
  return (DINNER_BEGINS_S - (hour * 60 + minute) * 60 - second + DAY_S) % DAY_S;
}

/** @param {Record<"guest" | "kitchen" | "floor", Buffer>} pictures */
function composed(pictures) {
  const image = (/** @type {keyof typeof pictures} */ name, /** @type {string} */ style) => `<img src="data:image/png;base64,${pictures[name].toString("base64")}" style="${style}">`;
  return `<!doctype html><style>
    body { margin: 0; width: 1440px; height: 900px; background: #e9e2d6; display: grid; grid-template-columns: 392px 1fr; gap: 32px; padding: 32px; box-sizing: border-box; align-items: center }
    img { display: block; box-shadow: 0 12px 32px rgb(40 30 20 / .22) }
    .right { display: grid; gap: 24px }
  </style><body>${image("guest", "width:392px;border-radius:30px")}<div class="right">
    ${image("kitchen", "width:952px;height:406px;border-radius:14px")}
    ${image("floor", "width:952px;height:406px;border-radius:14px")}</div>`;
}

/**
 * The three screens as pictures.
 * @param {import("./restaurant.js").Restaurant} house @param {import("playwright-core").Browser} browser
 * @param {Awaited<ReturnType<typeof openClock>>} clock
 */
async function photograph(house, browser, clock) {
  const cook = await Cook.at(browser, house, { viewport: KITCHEN });
  const waiter = await Waiter.at(browser, house, { role: "manager", options: { viewport: FLOOR } });
  await cook.press("Tap for sound");
  await serveDinner(house, clock);
  const guest = await Guest.at(browser, house, "Table 10", { deviceScaleFactor: 2 }, ({ context }) => context.clock.install({ time: Date.now() + clock.ahead_s * 1_000 }));
  const friend = await Party.at(house, "Table 10", "Second guest");
  await guest.page.getByRole("link", { name: "Pasta" }).click();
  await friend.chooses(["Tagliatelle al ragù", 2], ["House wine"]);
  await guest.add("Orecchiette, cime di rapa, anchovy and garlic crumb");
  await guest.skipNickname();
  await guest.page.getByText("Second guest joined the table").waitFor({ state: "detached" });
  await guest.page.getByRole("link", { name: "Pasta" }).click();
  await cook.tickets("Table 12").first().waitFor();
  await waiter.card("Table 12").getByText("Calls a waiter").waitFor();
  return { guest: await guest.page.screenshot(), kitchen: await cook.page.screenshot(), floor: await waiter.page.screenshot() };
}

async function main() {
  const clock = await openClock(untilDinner());
  const house = await openRestaurant({ entry: clock.entry });
  const browser = await openBrowser();
  const folder = await mkdtemp(path.join(tmpdir(), "comanda-readme-"));
  try {
    const pictures = await photograph(house, browser, clock);
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.setContent(composed(pictures), { waitUntil: "load" });
    const full = path.join(folder, "full.png");
    await writeFile(full, await page.screenshot());
    await mkdir(path.dirname(PICTURE), { recursive: true });
    await promisify(execFile)(PYTHON, ["-c", FEWER_COLOURS, full, PICTURE]);
  } finally {
    await browser.close();
    await house.stop();
    await clock.close();
    await rm(folder, { recursive: true, force: true });
  }
  const { size } = await stat(PICTURE);
  assert.ok(size <= BYTES_MAX, `${PICTURE} has ${size} bytes`);
  process.stdout.write(`${path.relative(ROOT, PICTURE)}: ${size} bytes\n`);
}

await main();
