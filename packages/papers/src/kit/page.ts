export const millimetre = 72 / 25.4;

/** A4, in points. */
export const page = { width: 595.28, height: 841.89 };
export const margin = { side: 20 * millimetre, top: 19 * millimetre, bottom: 23 * millimetre };
/** Where the two lines of a deed's frame run. */
export const frameInsets = { outer: 10 * millimetre, inner: 11.2 * millimetre };
