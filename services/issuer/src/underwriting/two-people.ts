/** Who stands behind a system it does not say: with a person it may be one and the same, with another system it is not. */
export const areTwoPeople = (one: string, other: string): boolean => one !== other && kindOf(one) === kindOf(other);

const kindOf = (actor: string) => actor.split(':', 1)[0];
