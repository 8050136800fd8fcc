import { type Outcome } from './run-scenario.ts'
import { type Settings } from './settings.ts'

/** The one line that a run prints: the verdict, what was done, and the figures that must agree. */
export function verdictLine({ scenario, seed }: Settings, outcome: Outcome): string {
  const { problems, strikes, early, sent, acked, rows, projected, dup, retries, restarts } = outcome
  const figures = { seed, kills: strikes, early, sent, acked, rows, projected, dup, retries }
  const told = Object.entries(figures).map(([name, figure]) => `${name}=${figure ?? '?'}`)
  return [problems.length ? 'FAIL' : 'PASS', scenario, ...told, restartsText(restarts)].join(' ')
}

function restartsText(seconds: number[]): string {
  const sorted = seconds.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))]?.toFixed(2) ?? '?'
  return `restarts p50/max ${at(0.5)}/${at(1)} s`
}
