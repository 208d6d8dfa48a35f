// Which icons Comanda's pages use: our name to the Lucide name. The guest's set stays small, a phone on bad Wi-Fi loads it.

/** @param {string[]} names icons that keep their Lucide name */
const same = (...names) => Object.fromEntries(names.map((name) => [name, name]));

export const GUEST_ICONS = {
  ...same("plus", "minus", "x", "check", "chevron-left", "chevron-right", "chevron-down", "search", "bell", "receipt"),
  ...same("user", "users", "clock", "info", "wifi-off", "volume-2", "volume-x", "flame", "leaf", "wheat-off", "nut-off"),
  ...same("milk-off", "utensils", "chef-hat", "lock", "banknote", "globe", "pencil", "hand", "circle-check"),
  ...same("send", "shopping-bag", "undo-2"),
  "trash-2": "trash",
  "alert-triangle": "triangle-alert",
  "alert-circle": "circle-alert",
};

export const STAFF_ICONS = {
  ...same("printer", "wifi", "rotate-ccw", "log-out", "settings", "qr-code", "moon", "sun", "list", "layout-grid", "circle-dot"),
  ...same("power", "arrow-left", "arrow-right", "ellipsis", "maximize", "flag", "eye", "timer", "star", "chevron-up"),
  history: "rotate-ccw-clock",
};
