// How many of something: "1 ticket", "3 tickets".

/** @param {number} count @param {string} one @param {string} many */
export const plural = (count, one, many) => `${count} ${count === 1 ? one : many}`;
