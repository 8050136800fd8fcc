/** Returns the next random number, in [0, 1). */
export type Random = () => number

/** The same numbers for the same seed on every machine: mulberry32, whose state is 32 bits. */
export function seededRandom(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** True with the probability `share`, 0 to 1. */
export const chance = (random: Random, share: number): boolean => random() < share

/** A whole number from `least` to `most`, all with the same probability. */
export const wholeBetween = (random: Random, least: number, most: number): number =>
  least + Math.floor(random() * (most - least + 1))

/** The length of a streak: at least 1, and one more with the probability `share` each time. The mean is 1 / (1 - share). */
export function streak(random: Random, share: number): number {
  return 1 + Math.floor(Math.log(1 - random()) / Math.log(share))
}

/** The index of one of the weights, with a probability in proportion to the weight. */
export function weightedIndex(random: Random, weights: number[]): number {
  let left = random() * weights.reduce((sum, weight) => sum + weight, 0)
  for (const [index, weight] of weights.entries()) {
    left -= weight
    if (left < 0) return index
  }
  return weights.length - 1
}

/** One of the keys, with a probability in proportion to its weight. */
export function weighted<Key extends string>(random: Random, weights: Record<Key, number>): Key {
  const keys = Object.keys(weights) as Key[] // the record has no other keys
  return keys[
    weightedIndex(
      random,
      keys.map(key => weights[key]),
    )
  ]!
}
