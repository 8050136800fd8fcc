import { killRepeatedly } from './kill-repeatedly.ts'
import { type Load } from './load.ts'
import { type Run } from './run.ts'
import { type Outcome } from './run-scenario.ts'
import { terminateRepeatedly } from './terminate-repeatedly.ts'

/** Strikes the service while it is under load; when it returns the service is ready again. */
export type Scenario = (run: Run, load: Load, outcome: Outcome) => Promise<void>

export const scenarios = {
  kill9: killRepeatedly,
  sigterm: terminateRepeatedly,
} satisfies Record<string, Scenario>

export type ScenarioName = keyof typeof scenarios
