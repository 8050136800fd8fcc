/** The result of a run. */
export interface Outcome {
  attacks: number
  /** Answers that differ from the list. */
  failures: string[]
  /** Internals that answers or the log revealed. */
  leaks: string[]
  slowest: { ms: number; attack: string }
  /** The growth of the service's memory during the run. */
  largest: { grownMB: number; attack: string }
}

export const emptyOutcome = (): Outcome => ({
  attacks: 0,
  failures: [],
  leaks: [],
  slowest: { ms: 0, attack: 'none' },
  largest: { grownMB: 0, attack: 'none' },
})

/** The one line that a run prints. */
export function verdictLine({ attacks, failures, leaks, slowest, largest }: Outcome): string {
  const verdict = failures.length || leaks.length ? 'FAIL' : 'PASS'
  const figures = [
    `attacks=${attacks}`,
    `failed=${failures.length}`,
    `leaks=${leaks.length}`,
    `slowest=${Math.round(slowest.ms)} ms (${slowest.attack})`,
    `rssMB=+${largest.grownMB} (${largest.attack})`,
  ]
  return `${verdict} attack ${figures.join(' ')}`
}
