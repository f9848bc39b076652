/**
 * How much is tried. `npm test` takes a share of what is many (states, papers, wrong values, flipped bits, victims of a crash), spread over
 * the whole; `THOROUGH=1 npm test`, which CI runs, takes all of it, and ten times the cases of each property.
 */
export const thorough = process.env.THOROUGH === '1';

/** Cases of each property; `PROPERTY_RUNS` sets any other number. */
export const numRuns = Number(process.env.PROPERTY_RUNS ?? (thorough ? 10_000 : 1_000));
