/** `npm run test:deep` runs every round of the random tests, on new random histories. */
const isDeep = process.env.DEEP !== undefined

/**
 * The seed of the random tests. It is the same each time, so that the gate's result depends only on the code;
 * `test:deep` draws a new one and prints it, and `SEED=1234` repeats a run.
 */
export const seed = Number(process.env.SEED ?? 20_240_301)

/** The number of rounds that a random test runs. */
export const rounds = (all: number, inGate = Math.ceil(all / 10)): number => (isDeep ? all : inGate)

/** The time limit of a random test, in milliseconds: fifteen minutes for all rounds. */
export const within = (ms: number): number => (isDeep ? Math.max(ms, 900_000) : ms)
