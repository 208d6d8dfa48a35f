// Builds ui.js, icons.js and icons-guest.js from the npm packages pinned in package.json, and writes their record (README.md).
// Run by `npm run vendor`; the same packages give the same bytes.

import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { GUEST_ICONS, STAFF_ICONS } from "./icon-names.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const packages = join(here, "../../node_modules");

const UI = `
import { h } from "preact";
import htm from "htm";
export { h, render, Fragment } from "preact";
export { useCallback, useEffect, useErrorBoundary, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
export { batch, computed, effect, signal, Signal, untracked, useComputed, useSignal, useSignalEffect } from "@preact/signals";
export const html = htm.bind(h);
`;

const HEAD = "One inline SVG icon per name, from the Lucide set (ISC licence). Built by build.mjs; do not edit.";

/** @param {string} name one of the installed packages */
async function manifest(name) {
  return JSON.parse(await readFile(join(packages, name, "package.json"), "utf8"));
}

async function buildUi() {
  const named = await Promise.all(["preact", "@preact/signals", "htm"].map(manifest));
  const versions = named.map((found) => `${found.name} ${found.version} (${found.license})`).join(", ");
  await build({
    stdin: { contents: UI, resolveDir: here, sourcefile: "ui-entry.js" },
    outfile: join(here, "ui.js"),
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2020",
    legalComments: "none",
    banner: { js: `/* ${versions}. Built by build.mjs; licences and checksums in README.md. */` },
  });
}

/**
 * The shapes of the named icons as module source.
 * @param {Record<string, string>} names our name to Lucide's name
 */
async function shapes(names) {
  const nodes = JSON.parse(await readFile(join(packages, "lucide-static/icon-nodes.json"), "utf8"));
  const rows = Object.entries(names).map(([ours, theirs]) => {
    if (!nodes[theirs]) throw new Error(`Lucide has no icon "${theirs}"`);
    return `  "${ours}": ${JSON.stringify(nodes[theirs])},`;
  });
  return rows.join("\n");
}

async function buildIcons() {
  const guest = `// ${HEAD}
import { h } from "./ui.js";

export const icons = {
${await shapes(GUEST_ICONS)}
};

/** An SVG element of the given shapes; invisible to screen readers, so a word must stand beside it or label its button. */
export function draw(shapes, size = 24) {
  const frame = {
    xmlns: "http://www.w3.org/2000/svg", width: size, height: size, viewBox: "0 0 24 24", fill: "none", stroke: "currentColor",
    "stroke-width": 2, "stroke-linecap": "round", "stroke-linejoin": "round", "aria-hidden": "true", focusable: "false", class: "icon",
  };
  return h("svg", frame, shapes.map(([tag, shape]) => h(tag, shape)));
}

export const icon = (name, size) => draw(icons[name], size);
`;
  const all = `// ${HEAD}
import { draw, icons as guest } from "./icons-guest.js";

export const icons = {
  ...guest,
${await shapes(STAFF_ICONS)}
};

export const icon = (name, size) => draw(icons[name], size);
`;
  await writeFile(join(here, "icons-guest.js"), guest);
  await writeFile(join(here, "icons.js"), all);
}

function iconTypes(names, guest) {
  const union = names.map((name) => `"${name}"`).join(" | ");
  const own = guest
    ? 'export type Shape = [tag: string, attributes: Record<string, string>];\nexport function draw(shapes: readonly Shape[], size?: number): VNode;\n'
    : 'import type { Shape } from "./icons-guest.js";\n';
  return `// Names and types of the icons. Built by build.mjs; do not edit.
import type { VNode } from "./ui.js";
${own}export type IconName = ${union};
export const icons: Readonly<Record<IconName, readonly Shape[]>>;
export function icon(name: IconName, size?: number): VNode;
`;
}

async function buildIconTypes() {
  const guest = Object.keys(GUEST_ICONS);
  await writeFile(join(here, "icons-guest.d.ts"), iconTypes(guest, true));
  await writeFile(join(here, "icons.d.ts"), iconTypes([...guest, ...Object.keys(STAFF_ICONS)], false));
}

async function record() {
  const files = [];
  for (const file of ["ui.js", "icons.js", "icons-guest.js"]) {
    const bytes = await readFile(join(here, file));
    const sum = createHash("sha256").update(bytes).digest("hex");
    console.log(`${file}: ${bytes.length} bytes, ${gzipSync(bytes, { level: 9 }).length} gzipped`);
    files.push(`| ${file} | ${bytes.length} | ${sum} |`);
  }
  const sources = [];
  for (const name of ["preact", "@preact/signals", "@preact/signals-core", "htm", "lucide-static", "esbuild"]) {
    const found = await manifest(name);
    sources.push(`| ${found.name} | ${found.version} | ${found.license} | ${name === "esbuild" ? "builds" : "inside"} |`);
  }
  const page = await readFile(join(here, "README.md"), "utf8");
  const replaced = page
    .replace(/(<!-- files -->\n)[^]*(<!-- \/files -->)/, `$1| file | bytes | SHA-256 |\n|---|---:|---|\n${files.join("\n")}\n$2`)
    .replace(/(<!-- sources -->\n)[^]*(<!-- \/sources -->)/, `$1| package | version | licence | part |\n|---|---|---|---|\n${sources.join("\n")}\n$2`);
  await writeFile(join(here, "README.md"), replaced);
}

/** The licence texts of what the files contain; htm's is the project's own licence. */
async function collectLicences() {
  const parts = [];
  for (const name of ["preact", "@preact/signals", "@preact/signals-core", "lucide-static"]) {
    const text = await readFile(join(packages, name, "LICENSE"), "utf8");
    parts.push(`## ${name}\n\n\`\`\`\n${text.trim()}\n\`\`\`\n`);
  }
  const head = "# Licences of the code in this folder\n\nhtm is under the Apache License 2.0, the text in the project's own `LICENSE`.\n\n";
  await writeFile(join(here, "LICENSES.md"), head + parts.join("\n"));
}

await buildUi();
await collectLicences();
await buildIcons();
await buildIconTypes();
await record();
