/** `npm run test:deep` runs every round of the random tests, on histories that nobody has seen. */
const isDeep = process.env.DEEP !== undefined

/**
 * What random tests are drawn from. It is the same each time, so that the gate says the same of the same code; `test:deep`
 * draws one and prints it, and `SEED=1234` draws the same again.
 */
export const seed = Number(process.env.SEED ?? 20_240_301)

/** How many rounds a random test runs of all that it can. */
export const rounds = (all: number, inGate = Math.ceil(all / 5)): number => (isDeep ? all : inGate)
