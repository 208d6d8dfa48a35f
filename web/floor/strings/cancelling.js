// Sentences of taking dishes back.
import { plural } from "./plural.js";

export const cancelling = {
  cancelling: {
    open: "Cancel dishes…",
    title: (/** @type {number} */ n) => `Cancel from order #${n}`,
    hint: "The kitchen is told at once, and the bill shrinks.",
    begun: "The kitchen has begun some of it; a manager can still cancel that.",
    how: (/** @type {string} */ name) => `How many of ${name} to cancel`,
    fewer: (/** @type {string} */ name) => `One ${name} fewer to cancel`,
    more: (/** @type {string} */ name) => `One more ${name} to cancel`,
    of: (/** @type {number} */ n) => `of ${n}`,
    why: "Why?",
    reasons: ["Ordered by mistake", "Guest changed their mind", "Takes too long", "Not available"],
    other: "Another reason",
    otherHint: "A few words for the kitchen",
    nothing: "Choose what to cancel",
    go: (/** @type {number} */ n) => `Cancel ${plural(n, "dish", "dishes")}`,
    going: "Cancelling…",
    done: (/** @type {number} */ n) => `${plural(n, "dish", "dishes")} cancelled`,
    toConfirm: "The kitchen has not confirmed",
    told: "The kitchen knows",
  },
};
