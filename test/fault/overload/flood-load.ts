import { createOpenLoop, type OpenLoop } from '../load/open-loop.ts'
import { type Run } from '../run.ts'
import { type Outcome } from '../run-scenario.ts'

/** The mix of requests, sent only by the flood. */
export const createFloodLoad = (run: Run, outcome: Outcome): OpenLoop =>
  createOpenLoop(run, outcome, run.settings.connections)
