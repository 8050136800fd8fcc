import { awaitQuiet } from './await-quiet.ts'
import { checkStored } from './check-stored.ts'
import { startLoad } from './load.ts'
import { readStored } from './read-stored.ts'
import { type Run } from './run.ts'
import { scenarios } from './scenarios.ts'
import { startService } from './service.ts'
import { stopProblems } from './stop-problems.ts'
import { warnings } from './warnings.ts'

/** What a run came to; a figure is missing when the run ended before it was known. */
export interface Outcome {
  /** What was promised and not kept. */
  problems: string[]
  /** Seconds from each start to ready. */
  restarts: number[]
  strikes?: number
  /** Kills while the service was starting. */
  early?: number
  sent?: number
  acked?: number
  rows?: number
  projected?: number
  /** Facts that either engine holds more than once. */
  dup?: number
  retries?: number
}

/** Starts the service and its clients, lets the scenario strike, and holds what is stored against what was sent. */
export async function runScenario(run: Run, outcome: Outcome): Promise<void> {
  startService(run)
  const seconds = await run.service!.ready()
  run.say(`ready after ${seconds.toFixed(2)} s; the data, the log and the history are in ${run.folder}`)
  const load = startLoad(run, outcome)
  await scenarios[run.settings.scenario](run, load, outcome)
  await load.finish()
  run.say(`${load.acknowledged.length} batches acknowledged; waiting for the projection`)
  outcome.problems.push(...(await awaitQuiet(run, load.sent)))
  outcome.problems.push(...stopProblems(await run.service!.stop()))
  for (const warning of await warnings(run.folder)) run.say(`the service warned ${warning}`)
  run.say('stopped; comparing what is stored with what was sent')
  const stored = await readStored(run.env)
  outcome.problems.push(...checkStored(load, stored))
  outcome.rows = stored.log.length
  outcome.projected = stored.columns.length
  outcome.dup = surplus(stored.log) + surplus(stored.columns)
}

const surplus = (facts: { key: string }[]) => facts.length - new Set(facts.map(({ key }) => key)).size
