import { quantile } from './load/sample.ts'
import { type Outcome } from './run-scenario.ts'
import { type Settings } from './settings.ts'

/** The one line that a run prints: the verdict, the settings, and the figures that must agree. */
export function verdictLine({ scenario, seed }: Settings, outcome: Outcome): string {
  const { problems, struck, sent, acked, rows, projected, dup, partial, retries, restarts } = outcome
  const figures = { seed, ...struck, sent, acked, rows, projected, dup, partial, retries }
  const shown = Object.entries(figures).map(([name, figure]) => `${name}=${figure ?? '?'}`)
  return [problems.length ? 'FAIL' : 'PASS', scenario, ...shown, ...restartsText(restarts)].join(' ')
}

function restartsText(seconds: number[]): string[] {
  if (!seconds.length) return []
  return [`restarts p50/max ${quantile(seconds, 0.5).toFixed(2)}/${Math.max(...seconds).toFixed(2)} s`]
}
