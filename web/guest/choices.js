// Choosing options of a dish: what is preselected, what is still missing, what it costs, what it contains. Pure.

/** @typedef {import("../shared/contract.js").Menu} Menu */
/** @typedef {import("../shared/contract.js").MenuItem} Item */
/** @typedef {import("../shared/contract.js").MenuGroup} Group */
/** @typedef {import("../shared/contract.js").Choices} Choices */

/** The item's groups with their ids, the ones that must be answered first. @param {Item} item @param {Menu["groups"]} groups @returns {(Group & {id: string})[]} */
export function groupsOf(item, groups) {
  const found = item.groups.flatMap((id) => (groups[id] ? [{ ...groups[id], id }] : []));
  return [...found.filter(isRequired), ...found.filter((group) => !isRequired(group))];
}

/** @param {Group} group */
export const isRequired = (group) => group.kind === "variant" || group.min > 0;

/** @param {Group} group @returns {[least: number, most: number]} */
export function limits(group) {
  return group.kind === "variant" ? [1, 1] : [group.min, Math.max(group.max, group.min)];
}

/** @param {Item} item @param {Menu["groups"]} groups @returns {Choices} */
export function defaultChoices(item, groups) {
  return Object.fromEntries(groupsOf(item, groups).map((group) => {
    const [, most] = limits(group);
    return [group.id, group.options.filter((option) => option.default).slice(0, most).map((option) => option.id)];
  }));
}

/** Whether somebody has to choose before the item can be added. @param {Item} item @param {Menu["groups"]} groups */
export function needsChoice(item, groups) {
  if (groupsOf(item, groups).some((group) => group.kind === "variant" && group.options.length > 1)) return true;
  return missing(item, groups, defaultChoices(item, groups)).length > 0;
}

/** Ids of the groups that do not have enough yet. @param {Item} item @param {Menu["groups"]} groups @param {Choices} chosen */
export function missing(item, groups, chosen) {
  return groupsOf(item, groups).filter((group) => (chosen[group.id] ?? []).length < limits(group)[0]).map((group) => group.id);
}

/**
 * A tap on an option: one-of groups switch, others toggle up to their most.
 * @param {Group & {id: string}} group @param {Choices} chosen @param {string} optionId @returns {Choices}
 */
export function tapOption(group, chosen, optionId) {
  const [least, most] = limits(group);
  const now = chosen[group.id] ?? [];
  if (now.includes(optionId)) {
    return most === 1 && least === 1 ? chosen : { ...chosen, [group.id]: now.filter((id) => id !== optionId) };
  }
  if (most === 1) return { ...chosen, [group.id]: [optionId] };
  return now.length < most ? { ...chosen, [group.id]: [...now, optionId] } : chosen;
}

/** @param {Item} item @param {Menu["groups"]} groups @param {Choices} chosen @returns {number} minor units for one */
export function unitPrice(item, groups, chosen) {
  let base_minor = item.price_minor;
  let extra_minor = 0;
  for (const { group, option } of chosenOptions(item, groups, chosen)) {
    if (group.kind === "variant") base_minor = option.price_minor;
    else extra_minor += option.price_minor;
  }
  return base_minor + extra_minor;
}

/** @param {Item} item @param {Menu["groups"]} groups @param {Choices} chosen */
export function chosenOptions(item, groups, chosen) {
  return groupsOf(item, groups).flatMap((group) =>
    group.options.filter((option) => (chosen[group.id] ?? []).includes(option.id)).map((option) => ({ group, option })));
}

/**
 * What the dish contains as chosen. `unknown` when the dish or a chosen option does not say: unknown is never none.
 * @param {Item} item @param {Menu["groups"]} groups @param {Choices} chosen @returns {{codes: string[], unknown: boolean}}
 */
export function allergensOf(item, groups, chosen) {
  const sources = [item.allergens, ...chosenOptions(item, groups, chosen).map(({ option }) => option.allergens)];
  return { codes: [...new Set(sources.flatMap((codes) => codes ?? []))], unknown: sources.includes(null) };
}

/** Same dish, same wishes: whether two selections may share a line. @param {Choices} one @param {Choices} other */
export function sameChoices(one, other) {
  const plain = (/** @type {Choices} */ choices) =>
    JSON.stringify(Object.entries(choices).filter(([, ids]) => ids.length).map(([id, ids]) => [id, [...ids].sort()]).sort());
  return plain(one) === plain(other);
}
