import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  type ConversationInput,
  ConversationStatus,
  checkedConversation,
} from '../../src/ingest/kinds/conversation.ts'
import type { CheckedEvent } from '../../src/ingest/kinds/every-kind.ts'
import { checkedMessage, type MessageInput, MessageRole } from '../../src/ingest/kinds/message.ts'
import { createWriter } from '../../src/ingest/writer.ts'
import { type Database, openDatabase } from '../../src/postgres/database.ts'
import { finishBatch } from '../../src/projection/finish-batch.ts'
import { type Random, randomOf } from '../fault/load/random.ts'
import { recordNext } from '../support/batch-by-hand.ts'
import { cloneDatabase } from '../support/clone-database.ts'

let database: Database
beforeEach(async () => {
  database = await openDatabase(await cloneDatabase())
})
afterEach(() => database.close())

const received = (project: string) => ({
  project,
  subject: 'tester',
  at: Date.now(),
  skewMs: 0,
  storeIp: false,
  isMistakenId: () => false,
})
const minute = (minutes: number) => new Date(Date.UTC(2024, 2, 1, 10, minutes)).toISOString()

/** A change of the conversation `c`. */
const change = (input: ConversationInput, project = 'p') =>
  checkedConversation({ conversationId: 'c', ...input }, received(project))
const said = (input: MessageInput = {}, project = 'p') =>
  checkedMessage({ conversationId: 'c', role: MessageRole.USER, ...input }, received(project))

/** Tracks events together, so that they are projected as one batch. */
async function arrived(...events: CheckedEvent[]): Promise<void> {
  const written = await createWriter(database.pool, {})(events)
  if (!written.some(({ isNew }) => isNew)) return
  const client = await database.connect()
  try {
    let recorded = await recordNext(client)
    // Transactions in other databases of the server hold back the projection as well.
    while (!recorded) recorded = await recordNext(client)
    await finishBatch(client, recorded, Promise.resolve({ events: events.length, touched: [] }))
  } finally {
    await client.end()
  }
}

async function conversation(project = 'p') {
  const { rows } = await database.pool.query(
    `select status, is_implied, resolved, satisfaction, topics, bot_id, channel, users.external_id as user_id,
       started_at, ended_at, last_event_at
     from conversations c left join users on users.no = c.user_no
     where c.project = $1 and c.external_id = 'c'`,
    [project],
  )
  expect(rows.length).toBeLessThan(2)
  return rows[0]
}

const at = (minutes: number) => new Date(minute(minutes))
const { ABANDONED, ACTIVE, COMPLETED, ESCALATED } = ConversationStatus

describe('the state of a conversation', () => {
  test('follows from its changes', async () => {
    await arrived(
      change({ startedAt: minute(0), userId: 'ann', botId: 'bot', channel: 'web', topics: ['a'] }),
    )
    const started = {
      status: ACTIVE,
      is_implied: false,
      resolved: null,
      satisfaction: null,
      topics: ['a'],
      bot_id: 'bot',
      channel: 'web',
      user_id: 'ann',
      started_at: at(0),
      ended_at: null,
      last_event_at: at(0),
    }
    expect(await conversation()).toEqual(started)
    await arrived(change({ endedAt: minute(9), resolved: true, satisfaction: 5 }))
    expect(await conversation()).toEqual({
      ...started,
      status: COMPLETED,
      resolved: true,
      satisfaction: 5,
      ended_at: at(9),
      last_event_at: at(9),
    })
  })

  test('has the newest value of each attribute, for six changes in any order and in any batches', async () => {
    const changes: ConversationInput[] = [
      { startedAt: minute(0), userId: 'ann', channel: 'web', topics: ['billing'] },
      { timestamp: minute(1), botId: 'first', satisfaction: 2 },
      { timestamp: minute(2), status: ESCALATED, topics: ['billing', 'refund'] },
      { timestamp: minute(3), status: ACTIVE, botId: 'second', resolved: false },
      { endedAt: minute(4), status: ABANDONED, resolved: true },
      { timestamp: minute(5), satisfaction: 4 },
    ]
    const random = randomOf('conversations')
    for (let round = 0; round < 20; round++) {
      const project = `shuffle ${round}`
      const events = shuffled(changes, random).map(input => change(input, project))
      while (events.length) await arrived(...events.splice(0, random.whole(1, 3)))
      expect(await conversation(project)).toEqual({
        status: ABANDONED,
        is_implied: false,
        resolved: true,
        satisfaction: 4,
        topics: ['billing', 'refund'],
        bot_id: 'second',
        channel: 'web',
        user_id: 'ann',
        started_at: at(0),
        ended_at: at(4),
        last_event_at: at(5),
      })
    }
  })

  test('does not change when a change is repeated, under the same or another id', async () => {
    const start = change({ eventId: '1', startedAt: minute(0), topics: ['a'] })
    const end = change({ eventId: '2', endedAt: minute(5), satisfaction: 3 })
    await arrived(start, end)
    const before = await conversation()
    await arrived(start)
    await arrived(end, start)
    await arrived({ ...start, event_id: '3' })
    await arrived({ ...end, event_id: '4' })
    expect(await conversation()).toEqual(before)
  })

  test('stays ended when its start arrives late', async () => {
    await arrived(change({ endedAt: minute(7), status: ESCALATED }))
    expect(await conversation()).toMatchObject({ status: ESCALATED, started_at: at(7), ended_at: at(7) })
    await arrived(change({ startedAt: minute(2), channel: 'web' }))
    expect(await conversation()).toMatchObject({
      status: ESCALATED,
      channel: 'web',
      started_at: at(2),
      ended_at: at(7),
    })
  })

  test.each([
    ['an end seconds before the start ends it', '09:59:58', { status: COMPLETED, ended: '09:59:58' }],
    ['an end at the instant of the start ends it', '10:00:00', { status: COMPLETED, ended: '10:00:00' }],
    ['an end five minutes before the start ends it', '09:55:00', { status: COMPLETED, ended: '09:55:00' }],
    [
      'a start that follows an end by more than five minutes opens it again',
      '09:54:59',
      { status: ACTIVE, ended: null },
    ],
  ])('%s, whichever arrives first', async (_, time, { status, ended }) => {
    const day = (clock: string) => `2024-03-01T${clock}.000Z`
    const start = { startedAt: day('10:00:00') }
    const end = { endedAt: day(time), resolved: true }
    for (const [project, order] of Object.entries({ p: [start, end], q: [end, start] })) {
      for (const input of order) await arrived(change(input, project))
      expect(await conversation(project)).toMatchObject({
        status,
        resolved: true,
        started_at: new Date(day(time)),
        ended_at: ended ? new Date(day(ended)) : null,
      })
    }
  })

  test('is over at once if one change says an end seconds before the start', async () => {
    await arrived(change({ startedAt: minute(1), endedAt: minute(0) }))
    expect(await conversation()).toMatchObject({ status: COMPLETED, started_at: at(0), ended_at: at(0) })
  })

  test('starts again within five minutes of its end, if an earlier start is known', async () => {
    await arrived(change({ startedAt: minute(10) }), change({ endedAt: minute(8) }))
    expect(await conversation()).toMatchObject({ status: COMPLETED })
    await arrived(change({ startedAt: minute(0) }))
    expect(await conversation()).toMatchObject({ status: ACTIVE, started_at: at(0), ended_at: null })
  })

  test('starts no later than it ends, even if its end arrives first and late', async () => {
    await arrived(change({ endedAt: minute(5), timestamp: minute(9) }))
    expect(await conversation()).toMatchObject({ started_at: at(5), ended_at: at(5), last_event_at: at(9) })
  })

  test('is active again after a newer change, and then has no end', async () => {
    await arrived(change({ startedAt: minute(0), endedAt: minute(5) }))
    await arrived(change({ timestamp: minute(8), status: ACTIVE }))
    expect(await conversation()).toMatchObject({ status: ACTIVE, started_at: at(0), ended_at: null })
  })

  test('has the value that arrived last for two changes at one instant', async () => {
    await arrived(change({ timestamp: minute(1), satisfaction: 1 }))
    await arrived(change({ timestamp: minute(1), satisfaction: 2 }))
    expect(await conversation()).toMatchObject({ satisfaction: 2 })
  })

  test('is separate for each project', async () => {
    await arrived(
      change({ startedAt: minute(0) }),
      change({ endedAt: minute(3), status: ABANDONED, topics: ['other'] }, 'q'),
    )
    expect(await conversation('p')).toMatchObject({ status: ACTIVE, topics: [] })
    expect(await conversation('q')).toMatchObject({ status: ABANDONED, topics: ['other'] })
  })
})

describe('a conversation that was never announced', () => {
  test('appears as implied with its first message', async () => {
    await arrived(
      said({ timestamp: minute(3), userId: 'ann', botId: 'bot', channel: 'web' }),
      said({ timestamp: minute(1), role: MessageRole.ASSISTANT }),
    )
    expect(await conversation()).toEqual({
      status: ACTIVE,
      is_implied: true,
      resolved: null,
      satisfaction: null,
      topics: [],
      bot_id: 'bot',
      channel: 'web',
      user_id: 'ann',
      started_at: at(1),
      ended_at: null,
      last_event_at: at(3),
    })
  })

  test('is announced by a later change, and keeps the data of its messages', async () => {
    await arrived(said({ timestamp: minute(3), userId: 'ann', channel: 'web' }))
    await arrived(change({ startedAt: minute(2), botId: 'bot' }))
    expect(await conversation()).toMatchObject({
      is_implied: false,
      user_id: 'ann',
      bot_id: 'bot',
      channel: 'web',
      started_at: at(2),
      last_event_at: at(3),
    })
  })

  test('keeps its state when more messages arrive', async () => {
    await arrived(change({ startedAt: minute(0), endedAt: minute(5), userId: 'ann', satisfaction: 4 }))
    await arrived(said({ timestamp: minute(6), userId: 'bob', channel: 'web' }))
    expect(await conversation()).toMatchObject({
      status: COMPLETED,
      is_implied: false,
      satisfaction: 4,
      user_id: 'ann',
      channel: 'web',
      ended_at: at(5),
      last_event_at: at(6),
    })
  })
})

/** Every order is equally likely. */
function shuffled<Item>(items: Item[], random: Random): Item[] {
  const left = [...items]
  return items.flatMap(() => left.splice(random.whole(0, left.length - 1), 1))
}
