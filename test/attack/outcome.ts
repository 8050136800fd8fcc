/** What a run came to. */
export interface Outcome {
  attacks: number
  /** What was not answered as the list says. */
  failures: string[]
  /** What showed of the inside, in answers and in the log. */
  leaks: string[]
  slowest: { ms: number; attack: string }
  /** How much each list let the service grow; empty where nothing tells. */
  grownMB: Record<string, number>
}

export const emptyOutcome = (): Outcome => ({
  attacks: 0,
  failures: [],
  leaks: [],
  slowest: { ms: 0, attack: 'none' },
  grownMB: {},
})

/** The one line that a run prints. */
export function verdictLine({ attacks, failures, leaks, slowest, grownMB }: Outcome): string {
  const verdict = failures.length || leaks.length ? 'FAIL' : 'PASS'
  const figures = [
    `attacks=${attacks}`,
    `failed=${failures.length}`,
    `leaks=${leaks.length}`,
    `slowest=${Math.round(slowest.ms)} ms (${slowest.attack})`,
    `rssMB=${grownText(grownMB)}`,
  ]
  return `${verdict} attack ${figures.join(' ')}`
}

/** The list that let it grow most. */
function grownText(grownMB: Outcome['grownMB']): string {
  const [[list, most] = ['', 0]] = Object.entries(grownMB).sort(([, a], [, b]) => b - a)
  return list ? `${most > 0 ? '+' : ''}${Math.round(most)} (${list})` : '?'
}
