import { type Random } from '../../src/cli/demo/random.ts'

/** A normal number with mean 0 and standard deviation 1, by Box and Muller. */
const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())

/** A factor around 1 whose logarithm is normal. */
export const factor = (random: Random, deviation: number): number => Math.exp(deviation * normal(random))

/** A number of independent things of which `mean` are expected; from 200 on, the normal number that is close to it. */
export function poisson(random: Random, mean: number): number {
  if (mean > 200) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(random)))
  const least = Math.exp(-mean)
  let count = 0
  for (let product = random(); product > least; product *= random()) count++
  return count
}

/** The number of `trials` that succeed with the probability `share`; from 200 on, the normal number that is close to it. */
export function successes(random: Random, trials: number, share: number): number {
  if (trials > 200) {
    const count = Math.round(trials * share + Math.sqrt(trials * share * (1 - share)) * normal(random))
    return Math.min(Math.max(count, 0), trials)
  }
  let count = 0
  for (let trial = 0; trial < trials; trial++) if (random() < share) count++
  return count
}
