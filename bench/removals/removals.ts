import { setTimeout as pause } from 'node:timers/promises'
import { trackBody } from '../../src/cli/import/batches.ts'
import { awaitProjection } from '../await-projection.ts'
import { type Figure, milliseconds } from '../figure.ts'
import { load } from '../load.ts'
import { connectTo } from '../postgres.ts'
import { askOverHttp } from '../questions/questions.ts'
import { batchesOf, sampleEvents } from '../sample-events.ts'
import { type ServerProcess } from '../server-process.ts'
import { type Spread, spreadOf, timed } from '../spread.ts'

/** A store of fewer events says little about removals from one. */
const leastEvents = 300_000
const eventsOfUser = 1_000
const erasedUsers = 3
const eventsOfProject = 50_000
/** The loaded events are of 90 days. */
const keptDays = 60
const batch = 100
const aloneMs = 10_000
const pollMs = 50
const pauseMs = 50

/**
 * The times from a request to the end of its removal, and what a cheap question and a batch of 100 events take meanwhile,
 * beside the same without a removal. Loads the events if they are not there.
 */
export async function removalFigures(
  server: ServerProcess,
  size: number,
  report: (line: string) => void,
): Promise<Figure[]> {
  if (!(await hasEvents(server, Math.max(size, leastEvents))))
    await load(server, Math.max(size, leastEvents), report)
  await plant(server)
  report('Nothing is removed')
  const alone = await beside(server, () => pause(aloneMs))
  return [
    ...[...figuresOf('without a removal', alone)],
    ...(await measured('the erasure of a user with 1,000 events', server, alone, report, () =>
      eraseUsers(server),
    )),
    ...(await measured('the expiry of 30 of 90 days', server, alone, report, () => expire(server))),
    ...(await measured('the deletion of a project with 50,000 events', server, alone, report, () =>
      deleteProject(server),
    )),
  ]
}

async function hasEvents({ databaseUrl }: ServerProcess, least: number): Promise<boolean> {
  const client = await connectTo(databaseUrl)
  const { rowCount } = await client.query(`select from events where project = 'default' limit $1`, [least])
  await client.end()
  return rowCount === least
}

const userId = (n: number) => `erased-user-${n}`

/** Tracks the events of the users that are erased, and those of the project that is deleted. */
async function plant({ ask, admin, removedAdmin, databaseUrl }: ServerProcess): Promise<void> {
  for (let n = 0; n < erasedUsers; n++)
    await ask(
      admin,
      trackBody(
        sampleEvents(eventsOfUser).map(event => JSON.stringify({ event: { ...event, userId: userId(n) } })),
      ),
    )
  for (const events of batchesOf(sampleEvents(eventsOfProject), 1_000))
    await ask(removedAdmin, trackBody(events.map(event => JSON.stringify({ event }))))
  await awaitProjection(databaseUrl)
}

interface Beside<Result> {
  questions: Spread
  batches: Spread
  result: Result
}

/** The times of questions and of batches, each one after another, until the work is done. */
async function beside<Result>(server: ServerProcess, work: () => Promise<Result>): Promise<Beside<Result>> {
  let isDone = false
  const repeated = async (ask: () => Promise<unknown>) => {
    const times: number[] = []
    while (!isDone) {
      times.push((await timed(ask)).ms)
      await pause(pauseMs)
    }
    return spreadOf(times)
  }
  const [result, questions, batches] = await Promise.all([
    work().finally(() => {
      isDone = true
    }),
    repeated(() => askOverHttp(server, 'timeSeries')),
    repeated(() => server.ask(server.ratesService, trackBody(sampleBatch()))),
  ])
  return { questions, batches, result }
}

const sampleBatch = () => sampleEvents(batch).map(event => JSON.stringify({ event }))

async function measured(
  what: string,
  server: ServerProcess,
  alone: Beside<unknown>,
  report: (line: string) => void,
  remove: () => Promise<number[]>,
): Promise<Figure[]> {
  report(`Beside ${what}`)
  const removal = await beside(server, remove)
  const { median, low, high } = spreadOf(removal.result)
  const seconds = (ms: number) => (ms / 1_000).toFixed(1)
  const several = removal.result.length > 1 ? ` (${seconds(low)}–${seconds(high)})` : ''
  return [
    { name: `(r) ${what}`, convograph: `${seconds(median)} s${several}` },
    ...figuresOf(`beside ${what}`, removal, alone),
  ]
}

const figuresOf = (when: string, ours: Beside<unknown>, alone?: Beside<unknown>): Figure[] =>
  (
    [
      ['a cheap question', 'questions'],
      ['a batch of 100 events', 'batches'],
    ] as const
  ).map(([name, key]) => ({
    name: `(r) ${name} ${when}`,
    convograph: milliseconds(ours[key]),
    ...(alone && {
      bare: `${milliseconds(alone[key])} (without)`,
      ratio: (ours[key].median / alone[key].median).toFixed(2),
    }),
  }))

/** One after another; each from the request to `DONE`. */
async function eraseUsers(server: ServerProcess): Promise<number[]> {
  const times: number[] = []
  for (let n = 0; n < erasedUsers; n++) {
    const id = userId(n)
    const erase = async () => {
      const { eraseUser } = await asked<{ eraseUser: { job: { id: string } } }>(
        server,
        server.admin,
        `mutation { eraseUser(input: { userId: "${id}", confirmation: "${id}" }) { job { id } } }`,
      )
      await until(async () => {
        const { node } = await asked<{ node: { state: string } }>(
          server,
          server.admin,
          `{ node(id: "${eraseUser.job.id}") { ... on Job { state } } }`,
        )
        return node.state === 'DONE'
      })
    }
    times.push((await timed(erase)).ms)
  }
  return times
}

async function expire(server: ServerProcess): Promise<number[]> {
  const kinds = ['events', 'activities', 'conversationChanges', 'messages', 'aiCalls', 'apiCalls']
  const retention = kinds.map(kind => `${kind}: ${keptDays}`).join(', ')
  await asked(
    server,
    server.operator,
    `mutation { updateProject(input: { id: "default", retention: { ${retention} } }) { userErrors { code } } }`,
  )
  const { ms } = await timed(async () => {
    await asked(
      server,
      server.operator,
      'mutation { applyRetention(input: { id: "default" }) { userErrors { code } } }',
    )
    await until(async () => {
      const { jobs } = await asked<{ jobs: { nodes: { state: string; runAt: string }[] } }>(
        server,
        server.admin,
        '{ jobs(kind: RETENTION) { nodes { state runAt } } }',
      )
      return jobs.nodes.every(({ state, runAt }) => state === 'QUEUED' && Date.parse(runAt) > Date.now())
    })
  })
  return [ms]
}

async function deleteProject(server: ServerProcess): Promise<number[]> {
  const { ms } = await timed(async () => {
    await asked(
      server,
      server.operator,
      'mutation { deleteProject(input: { id: "removed", confirmation: "removed" }) { userErrors { code } } }',
    )
    await until(
      async () =>
        (
          await asked<{ project: object | null }>(
            server,
            server.operator,
            '{ project(id: "removed") { id } }',
          )
        ).project === null,
    )
  })
  return [ms]
}

const asked = <Data>({ ask }: ServerProcess, token: string, query: string): Promise<Data> =>
  ask<Data>(token, JSON.stringify({ query }))

async function until(isDone: () => Promise<boolean>): Promise<void> {
  while (!(await isDone())) await pause(pollMs)
}
