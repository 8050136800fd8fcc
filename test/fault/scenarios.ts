import { killRepeatedly } from './kill-repeatedly.ts'
import { type Load } from './load.ts'
import { type Run } from './run.ts'
import { terminateRepeatedly } from './terminate-repeatedly.ts'

/** What a scenario did to the service, which is ready again when it returns. */
export interface Ordeal {
  /** Kills or stops under load. */
  strikes: number
  /** Kills while the service was starting. */
  early: number
  /** Seconds from each start to ready. */
  restarts: number[]
  /** What the service should not have done meanwhile. */
  problems: string[]
}

export type Scenario = (run: Run, load: Load) => Promise<Ordeal>

export const scenarios = {
  kill9: killRepeatedly,
  sigterm: terminateRepeatedly,
} satisfies Record<string, Scenario>

export type ScenarioName = keyof typeof scenarios
