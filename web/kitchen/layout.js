// What fits this screen: equal columns, counted in text widths because text grows with the screen, and what lies below.
import { signal } from "../vendor/ui.js";

const COLUMN_REM = 18.4;

const HEAD_PX = 90;

export const columnCount = signal(1);
/** Tickets that begin below the visible part of the rail. */
export const ticketsBelow = signal(0);

export function watchSize() {
  const measure = () => {
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
    columnCount.value = Math.max(1, Math.floor(innerWidth / (COLUMN_REM * rem)));
  };
  measure();
  addEventListener("resize", measure);
}

/** @param {HTMLElement} rail */
export function countBelow(rail) {
  const edge = rail.getBoundingClientRect().bottom - HEAD_PX;
  ticketsBelow.value = [...rail.querySelectorAll("[data-ticket]")].filter((ticket) => ticket.getBoundingClientRect().top > edge).length;
}

export function showMore() {
  const rail = document.querySelector(".rail");
  rail?.scrollBy({ top: rail.clientHeight * 0.8, behavior: "smooth" });
}
