// Loads the guest page in Chromium as a phone on slow 4G with a four times slower processor sees it, under a name that
// is not localhost, and prints the largest contentful paint, the layout shift and when the first dish stood there.
// node tests/bench/lcp.mjs PORT PATH RUNS
import { chromium } from "playwright-core";

const [port, path, runs] = process.argv.slice(2);
const NAME = "box.lan";
const SLOW_4G = { latency: 562.5, downloadThroughput: 180_000, uploadThroughput: 84_375 };
const SLOWER = 4;
const PHONE = { width: 360, height: 740 };
const SETTLE_MS = 1500;
const FIRST_DISH = "main .item h3, main .item .name, main li.item [class*=name]";

/** Runs in the page before anything of its own. */
function watch() {
  const seen = { lcp: 0, shift: 0, usable: 0 };
  Reflect.set(window, "__seen", seen);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.lcp = entry.startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!Reflect.get(entry, "hadRecentInput")) seen.shift += Reflect.get(entry, "value");
  }).observe({ type: "layout-shift", buffered: true });
}

const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", `--host-resolver-rules=MAP ${NAME} 127.0.0.1`],
});
const found = { lcp_ms: [], shift: [], usable_ms: [] };
try {
  for (let run = 0; run < Number(runs); run += 1) {
    const context = await browser.newContext({ viewport: PHONE, deviceScaleFactor: 2, isMobile: true, hasTouch: true });
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send("Network.enable");
    await devtools.send("Network.emulateNetworkConditions", { offline: false, ...SLOW_4G });
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
    await page.addInitScript(watch);
    await page.goto(`http://${NAME}:${port}${path}`, { waitUntil: "commit", timeout: 20_000 });
    await page.locator(FIRST_DISH).first().waitFor({ timeout: 20_000 });
    found.usable_ms.push(await page.evaluate(() => performance.now()));
    await page.waitForTimeout(SETTLE_MS);
    const seen = await page.evaluate(() => Reflect.get(window, "__seen"));
    found.lcp_ms.push(seen.lcp);
    found.shift.push(seen.shift);
    await context.close();
  }
} finally {
  await browser.close();
}
console.log(JSON.stringify(found));
