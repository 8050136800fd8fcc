import { setTimeout as pause } from 'node:timers/promises'
import { signToken } from '../../../src/auth/tokens/sign-token.ts'
import { type Answer, askWith } from '../api.ts'
import { type Run } from '../run.ts'

/** A part of every text that is to be gone; no text of anything else has it. */
export const planted = 'gone7x'

const dayMs = 86_400_000
const batch = 1_000
const retryMs = 500

/** A project of a round, of whose events some have to leave both engines. */
export interface Removal {
  what: string
  project: string
  /** The events that are there once the removal is done. */
  left: number
  begin(): Promise<void>
  isDone(): Promise<boolean>
}

/** The removals of a round, ready to begin: the erasure of a user, a retention, and the deletion of a project. */
export async function plantRemovals(run: Run, round: number): Promise<Removal[]> {
  const removals = [erasure, retention, deletion].map(removal => removal(run, `round-${round}`))
  for (const { plant } of removals) await plant()
  return removals
}

type Planted = Removal & { plant(): Promise<void> }

const erasure = (run: Run, round: string): Planted => {
  const project = `${round}-erasure`
  const user = `${planted}-${round}`
  return {
    what: 'the erasure of a user',
    project,
    left: 2 * batch,
    plant: async () => {
      await track(run, project, { events: 6 * batch, userId: user, ageDays: 1 })
      await track(run, project, { events: 2 * batch, userId: 'stays', ageDays: 1, text: 'stays' })
      const condition = '{ trait: { key: "plan", operator: IS_SET } }'
      await accepted(run, () =>
        run.ask(
          project,
          `mutation { createSegment(input: { name: "like ${user} at ${planted}-text", condition: ${condition} }) { userErrors { code } } }`,
        ),
      )
    },
    begin: () =>
      accepted(run, () =>
        run.ask(
          project,
          `mutation { eraseUser(input: { userId: "${user}", confirmation: "${user}" }) { userErrors { code } } }`,
        ),
      ),
    isDone: async () => {
      const job = await lastJob(run, project, 'USER_ERASURE')
      return job?.state === 'DONE'
    },
  }
}

const retention = (run: Run, round: string): Planted => {
  const project = `${round}-retention`
  return {
    what: 'the expiry of events',
    project,
    left: 2 * batch,
    plant: async () => {
      await track(run, project, { events: 6 * batch, userId: 'stays', ageDays: 40 })
      await track(run, project, { events: 2 * batch, userId: 'stays', ageDays: 1, text: 'stays' })
      await operate(run, `updateProject(input: { id: "${project}", retention: { events: 30 } })`)
    },
    begin: () => operate(run, `applyRetention(input: { id: "${project}" })`),
    isDone: async () => {
      const job = await lastJob(run, project, 'RETENTION')
      return job?.state === 'QUEUED' && Date.parse(job.runAt) > Date.now() + 60_000
    },
  }
}

const deletion = (run: Run, round: string): Planted => {
  const project = `${round}-deletion`
  return {
    what: 'the deletion of a project',
    project,
    left: 0,
    plant: () => track(run, project, { events: 6 * batch, userId: `${planted}-${round}`, ageDays: 1 }),
    begin: () => operate(run, `deleteProject(input: { id: "${project}", confirmation: "${project}" })`),
    isDone: async () => {
      const { data } = await askOperator<{ project: object | null }>(
        run,
        `{ project(id: "${project}") { id } }`,
      )
      return data?.project === null
    },
  }
}

interface Tracked {
  events: number
  userId: string
  ageDays: number
  text?: string
}

/** Tracks events of one user over a day, in batches, each again until it is acknowledged. */
async function track(run: Run, project: string, tracked: Tracked): Promise<void> {
  const { events, userId, ageDays, text = `${planted}-text` } = tracked
  const noon = Math.floor(Date.now() / dayMs - ageDays) * dayMs + dayMs / 2
  for (let sent = 0; sent < events; sent += batch) {
    const eventOf = (_: unknown, i: number) => ({
      eventId: `${userId}-${ageDays}-${sent + i}`,
      name: 'happened',
      userId,
      conversationId: `talk of ${userId} ${i % 7}`,
      timestamp: new Date(noon + sent + i).toISOString(),
      properties: { text },
    })
    await acknowledged(run, project, Array.from({ length: batch }, eventOf))
  }
}

async function acknowledged(run: Run, project: string, events: object[]): Promise<void> {
  const { rejected } = await answered<{ rejected: number }>(run, () =>
    run.ask(
      project,
      'mutation ($events: [EventInput!]!) { trackEvents(input: { events: $events }) { rejected } }',
      { events },
    ),
  )
  if (rejected) throw new Error(`${rejected} events of ${project} were rejected`)
}

async function lastJob(run: Run, project: string, kind: string) {
  const { nodes } = await answered<{ nodes: { state: string; runAt: string }[] }>(run, () =>
    run.ask(project, `{ jobs(kind: ${kind}, first: 1) { nodes { state runAt } } }`),
  )
  return nodes[0]
}

const operate = (run: Run, field: string): Promise<void> =>
  accepted(run, () => askOperator(run, `mutation { ${field} { userErrors { code } } }`))

/** A mutation that was sent again may be refused because the first one took effect. */
async function accepted(run: Run, send: () => Promise<Answer<object>>): Promise<void> {
  let times = 0
  const { userErrors } = await answered<{ userErrors: object[] }>(run, () => {
    times++
    return send()
  })
  if (userErrors.length && times === 1) throw new Error(`Refused: ${JSON.stringify(userErrors)}`)
}

/** The only field of an answer. Sends the request again as long as there is none, as a well-behaved client does. */
async function answered<Field>({ signal }: Run, send: () => Promise<Answer<object>>): Promise<Field> {
  for (;;) {
    const answer = await send().catch(() => undefined)
    if (answer?.data) return Object.values(answer.data)[0] as Field
    await pause(retryMs, undefined, { signal })
  }
}

const askOperator = <Data>({ env, url }: Run, query: string): Promise<Answer<Data>> =>
  askWith(url, signToken(env, { roles: ['super-admin'], subject: 'fault', expiresInSeconds: 600 }), query)
