// Names and types of the icons. Built by build.mjs; do not edit.
import type { VNode } from "./ui.js";
import type { Shape } from "./icons-guest.js";
export type IconName = "plus" | "minus" | "x" | "check" | "chevron-left" | "chevron-right" | "chevron-down" | "search" | "bell" | "receipt" | "user" | "users" | "clock" | "info" | "wifi-off" | "volume-2" | "volume-x" | "flame" | "leaf" | "wheat-off" | "nut-off" | "milk-off" | "utensils" | "chef-hat" | "lock" | "banknote" | "globe" | "pencil" | "hand" | "circle-check" | "send" | "shopping-bag" | "undo-2" | "trash-2" | "alert-triangle" | "alert-circle" | "printer" | "wifi" | "rotate-ccw" | "log-out" | "settings" | "qr-code" | "moon" | "sun" | "list" | "layout-grid" | "circle-dot" | "power" | "arrow-left" | "arrow-right" | "ellipsis" | "maximize" | "flag" | "eye" | "timer" | "star" | "chevron-up" | "history";
export const icons: Readonly<Record<IconName, readonly Shape[]>>;
export function icon(name: IconName, size?: number): VNode;
