/** Gives the next number in [0, 1). */
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

/** True in the given share of cases, 0 to 1. */
export const chance = (random: Random, share: number): boolean => random() < share

/** A whole number, each from `least` to `most` as likely. */
export const wholeBetween = (random: Random, least: number, most: number): number =>
  least + Math.floor(random() * (most - least + 1))

/** At least 1; each further one comes with the given chance, so the mean is 1 / (1 - share). */
export function streak(random: Random, share: number): number {
  return 1 + Math.floor(Math.log(1 - random()) / Math.log(share))
}

/** The position of one of `weights`, each as likely as its weight. */
export function weightedIndex(random: Random, weights: number[]): number {
  let left = random() * weights.reduce((sum, weight) => sum + weight, 0)
  for (const [index, weight] of weights.entries()) {
    left -= weight
    if (left < 0) return index
  }
  return weights.length - 1
}

/** One of the keys, each as likely as its weight. */
export function weighted<Key extends string>(random: Random, weights: Record<Key, number>): Key {
  const keys = Object.keys(weights) as Key[] // the record has no other keys
  return keys[
    weightedIndex(
      random,
      keys.map(key => weights[key]),
    )
  ]!
}
