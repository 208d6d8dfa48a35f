// Any colour an owner picks stays readable.
import assert from "node:assert/strict";
import { test } from "node:test";
import { contrast, palette } from "./theme.js";

const PICKED = ["#b93a22", "#ffe600", "#00ff88", "#000000", "#ffffff", "#1f5fa8", "#808080", "#ff00ff"];

test("contrast is WCAG's", () => {
  assert.equal(Math.round(contrast("#000000", "#ffffff") * 10), 210);
  assert.equal(Math.round(contrast("#777777", "#ffffff") * 100), 448);
});

test("every accent reaches 4.5 on the page and under its own words, light and dark", () => {
  for (const [mode, paper] of [["light", "#fbf8f3"], ["dark", "#201d18"]]) {
    for (const picked of PICKED) {
      const { accent, onAccent } = palette(picked, mode);
      assert.ok(contrast(accent, paper) >= 4.5, `${picked} ${mode} on the page`);
      assert.ok(contrast(accent, onAccent) >= 4.5, `${picked} ${mode} under its words`);
    }
  }
});
