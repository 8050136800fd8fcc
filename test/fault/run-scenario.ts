import { awaitQuiet } from './await-quiet.ts'
import { checkStored } from './check-stored.ts'
import { type Load } from './load/load.ts'
import { readStored, type Stored } from './read-stored.ts'
import { type Run } from './run.ts'
import { type Scenario, scenarios } from './scenarios.ts'
import { startService } from './service.ts'
import { stopProblems } from './stop-problems.ts'
import { warnings } from './warnings.ts'

/** The result of a run; a figure is missing if the run ended before it was known. */
export interface Outcome {
  /** The broken promises. */
  problems: string[]
  /** The seconds from each start to ready. */
  restarts: number[]
  /** The number of each event, such as `kills`. */
  struck: Record<string, number | string>
  sent?: number
  acked?: number
  rows?: number
  projected?: number
  /** Events that either engine has more than once. */
  dup?: number
  /** Batches that are stored in part. */
  partial?: number
  retries?: number
}

/** Starts the service and its clients, runs the scenario, and compares the stored events with the sent ones. */
export async function runScenario(run: Run, outcome: Outcome): Promise<void> {
  const scenario: Scenario = scenarios[run.settings.scenario]
  await scenario.prepare?.(run)
  startService(run)
  const seconds = await run.service!.ready()
  run.say(`ready after ${seconds.toFixed(2)} s; the data, the log and the history are in ${run.folder}`)
  const load = await scenario.strike(run, outcome)
  run.say(`${load.acknowledged.length} batches acknowledged; waiting for the projection`)
  outcome.problems.push(...(await awaitQuiet(run, load.sent)))
  outcome.problems.push(...stopProblems(await run.service!.stop()))
  for (const warning of await warnings(run.folder)) run.say(`the service warned ${warning}`)
  run.say('stopped; comparing what is stored with what was sent')
  const stored = await readStored(run.env)
  outcome.problems.push(...checkStored(load, stored), ...((await scenario.check?.(run)) ?? []))
  outcome.rows = stored.log.length
  outcome.projected = stored.columns.length
  outcome.dup = surplus(stored.log) + surplus(stored.columns)
  outcome.partial = partlyStored(load, stored)
  if (outcome.partial) outcome.problems.push(`${outcome.partial} batches are stored in part`)
}

const surplus = (events: { key: string }[]) => events.length - new Set(events.map(({ key }) => key)).size

function partlyStored({ sent }: Load, { log }: Stored): number {
  const keys = new Set(log.map(({ key }) => key))
  return sent.filter(({ project, events }) => {
    const stored = events.filter(({ eventId }) => keys.has(`${project}/${eventId}`)).length
    return stored > 0 && stored < events.length
  }).length
}
