import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import Big from 'big.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { randomOf } from '../../fault/load/random.ts'
import { askPostgres } from '../../support/ask-postgres.ts'
import { cloneDatabase } from '../../support/clone-database.ts'
import {
  eventIdOf,
  type FoldedConversation,
  foldConversation,
  idOf,
  type LabelledEvent,
  labelledEvents,
} from '../../support/evaluate/conversations.ts'
import { type KillableService, killableService } from '../../support/processes/killable-service.ts'
import { randomConversation, type SentEvent } from '../../support/random/random-conversations.ts'
import { rounds, seed, within } from '../../support/rounds.ts'

const random = randomOf('conversations', seed)
const connections = 6
const eventsPerRequest = 20

let folder: string
let database: string
let service: KillableService
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convograph-shuffled-'))
  database = await cloneDatabase()
  service = await killableService({
    DATABASE_URL: database,
    DATA_DIR: folder,
    PROJECTION_BATCH: '50',
    PROJECTION_DEBOUNCE_MS: '5',
    MAX_COMPLEXITY: '100000',
  })
  await service.start()
})
afterAll(async () => {
  await service.kill()
  await rm(folder, { recursive: true, force: true })
})

const events = Array.from({ length: rounds(300, 60) }, (_, i) => randomConversation(`c ${i}`, random)).flat()

/** A permutation; every order is equally likely. */
function shuffled<Item>(items: Item[]): Item[] {
  const left = [...items]
  return items.flatMap(() => left.splice(random.whole(0, left.length - 1), 1))
}

/** All events in random order, a fifth of them twice, in requests. */
function requestsOf(sent: SentEvent[]): SentEvent[][] {
  const queue = shuffled([...sent, ...sent.filter(() => random.chance(0.2))])
  return Array.from({ length: Math.ceil(queue.length / eventsPerRequest) }, (_, i) =>
    queue.slice(i * eventsPerRequest, (i + 1) * eventsPerRequest),
  )
}

/** Sends requests over several connections at once; a request without an answer is sent again. */
async function send(requests: SentEvent[][]): Promise<void> {
  const queue = [...requests]
  const sender = async () => {
    for (let request = queue.shift(); request; request = queue.shift()) await track(request)
  }
  await Promise.all(Array.from({ length: connections }, sender))
}

const mostTries = 1_000

async function track(request: SentEvent[], tries = 1): Promise<void> {
  try {
    const { track } = await service.answer<{ track: { rejected: number } }>(
      'mutation($events: [AnyEventInput!]!) { track(input: { events: $events }) { rejected } }',
      { events: request },
    )
    if (track.rejected) throw new Error(`${track.rejected} events were rejected`)
  } catch (error) {
    if (tries === mostTries) throw error
    await pause(20)
    return track(request, tries + 1)
  }
}

/** The number of projected events. */
async function projected(): Promise<number> {
  const [row] = (await askPostgres(database, 'select events::integer as events from projection')) as {
    events: number
  }[]
  return row!.events
}

/** Kills the process in the middle of its batches, while requests arrive. */
async function restarted(): Promise<void> {
  const before = await projected()
  await expect.poll(projected, { timeout: 20_000, interval: 5 }).toBeGreaterThan(before)
  await service.kill()
  await service.start()
}

/** The events of each conversation, in log order. */
async function logged(): Promise<SentEvent[][]> {
  const byId = new Map(events.map(event => [eventIdOf(event), event]))
  const rows = (await askPostgres(database, 'select event_id as id from events order by seq')) as {
    id: string
  }[]
  expect(rows.map(({ id }) => id).sort()).toEqual([...byId.keys()].sort())
  return [
    ...Map.groupBy(
      rows.map(({ id }) => byId.get(id)!),
      idOf,
    ).values(),
  ]
}

type Listed = FoldedConversation & { durationSeconds: number | null }

interface Page {
  conversations: { nodes: Listed[]; pageInfo: { hasNextPage: boolean; endCursor: string } }
}

async function listed(): Promise<Listed[]> {
  const found: Listed[] = []
  for (let after: string | null = null; ; ) {
    const { conversations }: Page = await service.answer<Page>(
      `query($after: String) { conversations(first: 100, after: $after) {
        nodes { conversationId status isImplied resolved satisfaction topics userId botId channel startedAt endedAt
          lastEventAt durationSeconds messageCount totalTokens }
        pageInfo { hasNextPage endCursor }
      } }`,
      { after },
    )
    found.push(...conversations.nodes)
    if (!conversations.pageInfo.hasNextPage) return found
    after = conversations.pageInfo.endCursor
  }
}

const secondsOf = ({ startedAt, endedAt }: FoldedConversation) =>
  endedAt === null ? null : (Date.parse(endedAt) - Date.parse(startedAt)) / 1_000

const byId = (a: FoldedConversation, b: FoldedConversation) => (a.conversationId < b.conversationId ? -1 : 1)
const mean = (numbers: number[]) => numbers.reduce((sum, n) => sum + n, 0) / numbers.length

const edges = [0, 1, 60, 3_600, 86_400]

/** The number of durations from each edge to the next. */
const barsOf = (durations: number[]) =>
  edges.map((from, i) => ({
    fromSeconds: from,
    conversations: durations.filter(seconds => seconds >= from && seconds < (edges[i + 1] ?? Infinity))
      .length,
  }))

/** The answer of `conversationAnalytics` over all of them. */
function totalsOf(conversations: FoldedConversation[]) {
  const ended = conversations.filter(({ status }) => status !== 'ACTIVE')
  const inState = (wanted: string) => conversations.filter(({ status }) => status === wanted).length
  const resolved = ended.filter(one => one.resolved).length
  const scores = conversations.flatMap(({ satisfaction }) => satisfaction ?? [])
  const messages = events.flatMap(event => ('message' in event ? [event.message] : []))
  const cost = messages.reduce((sum, { costUsd }) => sum.plus(costUsd ?? 0), Big(0))
  const topics = Map.groupBy(
    conversations.flatMap(one => one.topics),
    topic => topic,
  )
  return {
    summary: {
      conversations: conversations.length,
      active: inState('ACTIVE'),
      ended: ended.length,
      completed: inState('COMPLETED'),
      abandoned: inState('ABANDONED'),
      escalated: inState('ESCALATED'),
      resolved,
      resolutionRate: expect.closeTo(resolved / ended.length, 9),
      satisfaction: expect.closeTo(mean(scores), 9),
      scored: scores.length,
      averageDurationSeconds: expect.closeTo(mean(ended.map(one => secondsOf(one)!)), 6),
      messages: messages.length,
      tokens: conversations.reduce((sum, { totalTokens }) => sum + totalTokens, 0),
      costUsd: cost.toFixed(),
    },
    activeUsers: new Set(conversations.flatMap(({ userId }) => userId ?? [])).size,
    durationHistogram: barsOf(ended.map(one => secondsOf(one)!)),
    topics: [...topics]
      .map(([topic, { length }]) => ({ topic, conversations: length }))
      .sort((a, b) => b.conversations - a.conversations || (a.topic < b.topic ? -1 : 1)),
  }
}

test(
  `conversations sent in any order, twice and late, across restarts, equal a fold of their events (seed ${seed})`,
  async () => {
    const late = events.filter(() => random.chance(0.1))
    const requests = requestsOf(events.filter(event => !late.includes(event)))
    const third = Math.ceil(requests.length / 3)
    for (let first = 0; first < requests.length; first += third)
      await Promise.all([send(requests.slice(first, first + third)), restarted()])
    await send(requestsOf(late))

    const expected = (await logged()).map(foldConversation)
    const wanted = expected.map(one => ({ ...one, durationSeconds: secondsOf(one) }))
    expect((await listed()).sort(byId)).toEqual(wanted.sort(byId))
    const { conversationAnalytics } = await service.answer<{ conversationAnalytics: object }>(
      `{ conversationAnalytics(range: { from: "2024-02-28T00:00:00Z", to: "2024-04-01T00:00:00Z" }) {
      summary { conversations active ended completed abandoned escalated resolved resolutionRate satisfaction scored
        averageDurationSeconds messages tokens costUsd }
      activeUsers durationHistogram(edges: [1, 60, 3600, 86400]) { fromSeconds conversations }
      topics { topic conversations }
    } }`,
    )
    expect(conversationAnalytics).toEqual(totalsOf(expected))
    await expectLabels((await logged()).flatMap(labelledEvents))
  },
  within(240_000),
)

/** Every event has the bot, channel and user of its conversation unless it says its own, in both databases. */
async function expectLabels(labelled: LabelledEvent[]): Promise<void> {
  const rows = (await askPostgres(
    database,
    `select event_id as "eventId", bot_id as "botId", channel, external_id as "userId"
     from events left join users on users.no = user_no order by seq`,
  )) as Omit<LabelledEvent, 'at' | 'isMessage' | 'conversationId'>[]
  const inLog = labelled.map(({ eventId, botId, channel, userId }) => ({ eventId, botId, channel, userId }))
  expect(rows.sort(byEvent)).toEqual(inLog.sort(byEvent))

  const messages = (holds: (event: LabelledEvent) => boolean) => ({
    summary: { messages: labelled.filter(event => event.isMessage && holds(event)).length },
  })
  const seen = Map.groupBy(
    labelled.filter(({ userId }) => userId !== null),
    ({ userId }) => userId!,
  )
  const range = 'range: { from: "2024-02-28T00:00:00Z", to: "2024-04-01T00:00:00Z" }'
  const { users, ...numbers } = await service.answer<{ users: { nodes: { userId: string }[] } }>(`{
    support: conversationAnalytics(${range}, botId: "support") { summary { messages } }
    sales: conversationAnalytics(${range}, botId: "sales", channel: "web") { summary { messages } }
    filtered: conversationAnalytics(${range}, filter: { dimension: BOT, values: ["sales"] }) { conversations messages }
    summary(${range}) { activeUsers newUsers totalUsers }
    users(first: 100) { nodes { userId firstSeenAt lastSeenAt } }
  }`)
  expect(numbers).toEqual({
    support: messages(({ botId }) => botId === 'support'),
    sales: messages(({ botId, channel }) => botId === 'sales' && channel === 'web'),
    filtered: {
      conversations: new Set(
        labelled.filter(({ botId }) => botId === 'sales').map(({ conversationId }) => conversationId),
      ).size,
      ...messages(({ botId }) => botId === 'sales').summary,
    },
    summary: { activeUsers: seen.size, newUsers: seen.size, totalUsers: seen.size },
  })
  const times = [...seen].map(([userId, own]) => {
    const sorted = own.map(({ at }) => at).sort()
    return { userId, firstSeenAt: sorted[0], lastSeenAt: sorted.at(-1) }
  })
  const byUser = (a: { userId: string }, b: { userId: string }) => (a.userId < b.userId ? -1 : 1)
  expect(users.nodes.sort(byUser)).toEqual(times.sort(byUser))
}

const byEvent = (a: { eventId: string }, b: { eventId: string }) => (a.eventId < b.eventId ? -1 : 1)
