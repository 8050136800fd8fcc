import { randomOf } from './random.ts'

export interface SentEvent {
  eventId: string
  name: string
  userId: string | null
  /** The visitor who the user was before the sign-in. Each user has one, and an event with both ids links them. */
  anonymousId: string | null
  conversationId: string | null
  timestamp: string
  properties: object
}

/** The events of one request: one project, several months, so that ClickHouse splits them into parts. */
export interface Batch {
  id: string
  project: string
  events: SentEvent[]
}

export const projects = ['default', 'north', 'south'] as const

const names = ['signup', 'login', 'message', 'upgrade', 'export'] as const
const from = Date.UTC(2026, 0, 1)
const to = Date.UTC(2026, 6, 1)
const users = 400

const user = (number: number) => ({ userId: `user ${number}`, anonymousId: null })
const visitor = (number: number) => ({ userId: null, anonymousId: `visitor ${number}` })
const both = (number: number) => ({ userId: `user ${number}`, anonymousId: `visitor ${number}` })
const nobody = () => ({ userId: null, anonymousId: null })
/** How often an event has which ids: links arrive between the events that they are about. */
const identities = [user, user, user, user, user, visitor, visitor, visitor, both, nobody]

/** A client's batch with this number: always the same for the same seed and size. */
export function batchOf(seed: number, size: number, client: number, number: number): Batch {
  const random = randomOf(seed, client, number)
  const id = `c${client}-${number}`
  const eventOf = (_: unknown, index: number): SentEvent => ({
    eventId: `${id}-${index}`,
    name: random.oneOf(names),
    ...random.oneOf(identities)(random.whole(1, users)),
    conversationId: random.chance(0.5) ? `talk ${random.whole(1, 10 * users)}` : null,
    timestamp: new Date(random.whole(from, to - 1)).toISOString(),
    properties: { client, plan: random.oneOf(['free', 'pro']), note: 'a tab\tand a line\nend' },
  })
  return { id, project: random.oneOf(projects), events: Array.from({ length: size }, eventOf) }
}

/** The user of an event, once every link in these batches is made. */
export function usersIn(sent: Batch[]): (batch: Batch, event: SentEvent) => string | null {
  const links = sent.flatMap(({ project, events }) =>
    events
      .filter(({ userId, anonymousId }) => userId !== null && anonymousId !== null)
      .map(({ userId, anonymousId }) => [`${project}/${anonymousId}`, userId!] as const),
  )
  const linked = new Map(links)
  return ({ project }, { userId, anonymousId }) =>
    userId ?? linked.get(`${project}/${anonymousId}`) ?? anonymousId
}
