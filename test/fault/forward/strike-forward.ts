import { setTimeout as pause } from 'node:timers/promises'
import { killRepeatedly } from '../kill-repeatedly.ts'
import { created } from '../live/create.ts'
import { projects } from '../load/batch.ts'
import { type ClosedLoop } from '../load/load.ts'
import { type Run } from '../run.ts'
import { type Outcome } from '../run-scenario.ts'
import { type RowReceiver } from './random-rows.ts'

/** A lease that a kill has left, and the pauses after failures. */
const mostToEndMs = 240_000

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
  for (const project of projects)
    outcome.problems.push(...problemsOf(project, load, receiver.accepted.get(`/${project}`) ?? []))
  outcome.struck.requests = receiver.requests.length
  outcome.struck.troubled = receiver.troubles
  outcome.struck.forwarded = [...receiver.accepted.values()].reduce((sum, rows) => sum + rows.length, 0)
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

function problemsOf(project: string, { sent }: ClosedLoop, rows: Record<string, unknown>[]): string[] {
  const expected = new Set(
    sent
      .filter(batch => batch.project === project)
      .flatMap(({ events }) => events.map(({ eventId }) => `event:${eventId}`)),
  )
  const got = new Set(rows.map(({ messageId }) => String(messageId)))
  const names = new Set(rows.map(({ messageId, uuid }) => `${messageId} ${uuid}`))
  return [
    ...some(project, 'not forwarded', expected.difference(got)),
    ...some(project, 'forwarded and never sent there', got.difference(expected)),
    ...(names.size === got.size ? [] : [`${project}: ${names.size} ids of ${got.size} rows`]),
  ]
}

const some = (project: string, problem: string, ids: Set<string>) =>
  ids.size ? [`${project}: ${ids.size} ${problem}: ${[...ids].slice(0, 5).join(', ')}`] : []
