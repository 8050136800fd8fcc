import { setTimeout as pause } from 'node:timers/promises'
import { killRepeatedly } from '../kill-repeatedly.ts'
import { created } from '../live/create.ts'
import { projects } from '../load/batch.ts'
import { type ClosedLoop } from '../load/load.ts'
import { type Run } from '../run.ts'
import { type Outcome } from '../run-scenario.ts'
import { forwardedOf } from './forwarded.ts'
import { type RowReceiver } from './random-rows.ts'

/** A lease that a kill has left, requests that hang until they time out, and the pauses after failures. */
const mostToEndMs = 300_000

/**
 * Kills the service under load while it forwards the events of each project to a server that answers at random: each event
 * arrives at least once, under one id, and none of another project.
 */
export async function strikeForward(run: Run, load: ClosedLoop, outcome: Outcome): Promise<void> {
  const receiver = run.webhook as RowReceiver
  const ids = await Promise.all(projects.map(project => createDestination(run, project)))
  await killRepeatedly(run, load, outcome)
  await load.finish()
  await awaitForwarded(run, ids)
  outcome.struck.requests = receiver.requests.length
  outcome.struck.troubled = receiver.troubles
  outcome.struck.hung = receiver.hung
  compare(receiver, load, outcome)
}

/** Adds the figures of all projects together, and the broken promises. */
function compare({ accepted }: RowReceiver, { sent }: ClosedLoop, { struck, problems }: Outcome): void {
  const found = projects.map(project => forwardedOf(project, sent, accepted.get(`/${project}`) ?? []))
  for (const figure of ['delivered', 'again', 'missing', 'foreign'] as const)
    struck[figure] = found.reduce((sum, forwarded) => sum + forwarded[figure], 0)
  problems.push(...found.flatMap(forwarded => forwarded.problems))
}

/** From the epoch on, since the load has begun already. */
async function createDestination(run: Run, project: string): Promise<string> {
  const url = run.webhook!.url.replace('/hook', `/${project}`)
  const input = `name: "rows", kind: HTTP_NDJSON, url: "${url}", sendsUsers: false, startAt: "2020-01-01T00:00:00Z"`
  const { id } = await created<{ id: string }>(
    run,
    project,
    `mutation { made: createDestination(input: { ${input} }) { thing: destination { id } userErrors { code } } }`,
  )
  return id
}

/** Waits until every destination has everything; the checks say what is missing after too long. */
async function awaitForwarded(run: Run, ids: string[]): Promise<void> {
  const deadline = performance.now() + mostToEndMs
  for (const [i, project] of projects.entries())
    while ((await waiting(run, project, ids[i]!)) > 0 && performance.now() < deadline)
      await pause(500, undefined, { signal: run.signal })
}

async function waiting({ ask }: Run, project: string, id: string): Promise<number> {
  const query = `{ destination(id: "${id}") { lag { events } } }`
  const { data } = await ask<{ destination: { lag: { events: number } } | null }>(project, query)
  return data?.destination?.lag.events ?? 1
}
