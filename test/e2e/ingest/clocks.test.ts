import { afterAll, beforeAll, expect, test } from 'vitest'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { inClickHouse, inPostgres } from '../../support/track-events.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const dayMs = 86_400_000

/** The time of a clock that is off by so much, and events by that clock. */
const clockOff = (byMs: number) => {
  const now = Date.now() + byMs
  return (secondsAgo: number) => new Date(now - secondsAgo * 1_000).toISOString()
}

interface Receipts {
  track: {
    receipts: { status: string; code: string | null; field: string | null; warnings: { code: string }[] }[]
  }
}
interface Listed {
  events: { nodes: { eventId: string; timestamp: string; originalTimestamp: string | null }[] }
}

const track = `mutation ($input: TrackInput!) {
  track(input: $input) { receipts { status code field warnings { code } } }
}`
const list = '{ events(first: 10) { nodes { eventId timestamp originalTimestamp } } }'

const corrected = { status: 'ACCEPTED', code: null, field: null, warnings: [{ code: 'CLOCK_CORRECTED' }] }
const unchanged = { ...corrected, warnings: [] }

test.each([
  ['two days ahead', 2 * dayMs],
  ['ten years behind', -3_652 * dayMs],
  ['61 seconds ahead', 61_000],
])('sentAt corrects a clock that is %s, and the time by this clock is kept', async (name, byMs) => {
  const { answer } = story(app, name)
  const clock = clockOff(byMs)
  const before = Date.now()
  const { track: payload } = await answer<Receipts>(track, {
    input: {
      sentAt: clock(0),
      events: [
        { event: { eventId: 'early', name: 'open', userId: 'ann', timestamp: clock(90) } },
        { event: { eventId: 'late', name: 'open', userId: 'ann', timestamp: clock(30) } },
      ],
    },
  })
  const after = Date.now()
  expect(payload.receipts).toEqual([corrected, corrected])

  const { events } = await answer<Listed>(list)
  expect(events.nodes).toMatchObject([
    { eventId: 'late', originalTimestamp: clock(30) },
    { eventId: 'early', originalTimestamp: clock(90) },
  ])
  const [late, early] = events.nodes.map(({ timestamp }) => Date.parse(timestamp))
  expect(late! - early!).toBe(60_000)
  expect(late).toBeGreaterThanOrEqual(before - 30_000)
  expect(late).toBeLessThanOrEqual(after - 30_000)
  const both = {
    postgres: await inPostgres(app, name, 'original_at'),
    clickhouse: await inClickHouse(app, name, 'toUnixTimestamp64Milli(original_at) as original_at'),
  }
  expect(both).toEqual({
    postgres: [90, 30].map(seconds => ({ original_at: new Date(clock(seconds)) })),
    clickhouse: [90, 30].map(seconds => ({ original_at: Date.parse(clock(seconds)) })),
  })
})

test('a difference of up to a minute, or no time to correct, changes nothing', async () => {
  const { answer } = story(app, 'small skew')
  const close = clockOff(50_000)
  const far = clockOff(2 * dayMs)
  const { track: payload } = await answer<Receipts>(track, {
    input: {
      events: [
        { event: { eventId: 'close', name: 'open', timestamp: close(90), sentAt: close(0) } },
        { event: { eventId: 'timeless', name: 'open', sentAt: far(0) } },
      ],
    },
  })
  expect(payload.receipts).toEqual([unchanged, unchanged])
  const { events } = await answer<Listed>(list)
  expect(events.nodes).toMatchObject([
    { eventId: 'timeless', originalTimestamp: null },
    { eventId: 'close', originalTimestamp: null, timestamp: close(90) },
  ])
})

test('the sentAt of an event comes before that of its batch, and each kind of mutation has it', async () => {
  const { answer } = story(app, 'own sentAt')
  const [ahead, behind] = [clockOff(5 * dayMs), clockOff(-5 * dayMs)]
  const { track: payload } = await answer<Receipts>(track, {
    input: {
      sentAt: ahead(0),
      events: [
        { event: { name: 'open', timestamp: ahead(10) } },
        { event: { name: 'open', timestamp: behind(10), sentAt: behind(0) } },
      ],
    },
  })
  expect(payload.receipts).toEqual([corrected, corrected])
  const others = await answer<Record<string, unknown>>(
    `mutation ($many: TrackMessagesInput!, $one: ActivityInput!) {
      trackMessages(input: $many) { receipts { status code field warnings { code } } }
      trackActivity(input: $one) { status code field warnings { code } }
    }`,
    {
      many: {
        sentAt: ahead(0),
        messages: [{ conversationId: 'c', role: 'USER', timestamp: ahead(10) }],
      },
      one: { type: 'login', userId: 'ann', timestamp: ahead(10), sentAt: ahead(0) },
    },
  )
  expect(others).toEqual({ trackMessages: { receipts: [corrected] }, trackActivity: corrected })
  const rows = await inPostgres(app, 'own sentAt', "occurred_at > now() - interval '1 hour' as is_recent")
  expect(rows).toEqual(Array(4).fill({ is_recent: true }))
})

test('the start and the end of a conversation are corrected too', async () => {
  const { answer } = story(app, 'conversation skew')
  const clock = clockOff(-400 * dayMs)
  const { track: payload } = await answer<Receipts>(track, {
    input: {
      events: [
        {
          conversation: { conversationId: 'c', startedAt: clock(300), endedAt: clock(60), sentAt: clock(0) },
        },
      ],
    },
  })
  expect(payload.receipts).toEqual([corrected])
  const { conversations, events } = await answer<
    Listed & { conversations: { nodes: { startedAt: string; durationSeconds: number }[] } }
  >(`{
    conversations(first: 1) { nodes { startedAt durationSeconds } }
    events(first: 1) { nodes { timestamp originalTimestamp } }
  }`)
  const [found] = conversations.nodes
  expect(found!.durationSeconds).toBe(240)
  expect(Date.now() - Date.parse(found!.startedAt)).toBeLessThan(dayMs)
  // The time of a change is its end.
  expect(events.nodes[0]).toMatchObject({ originalTimestamp: clock(60) })
  expect(Date.parse(events.nodes[0]!.timestamp) - Date.parse(found!.startedAt)).toBe(240_000)
})

test('a retry is no different event, although another sentAt corrects its times, or none', async () => {
  const { answer } = story(app, 'retries')
  const clock = clockOff(70_000)
  const send = async (sentAt: string, openedAt = clock(90)) => {
    const opened = { eventId: 'opened', name: 'open', userId: 'ann', timestamp: openedAt }
    const talk = { eventId: 'talk', conversationId: 'c', startedAt: clock(300), endedAt: clock(80) }
    const events = [{ event: opened }, { conversation: talk }]
    return (await answer<Receipts>(track, { input: { sentAt, events } })).track.receipts
  }
  expect(await send(clock(0))).toEqual([corrected, corrected])
  const again = { ...corrected, status: 'DUPLICATE' }
  expect(await send(clock(-5))).toEqual([again, again])
  expect(await send(clock(20))).toEqual([
    { ...again, warnings: [] },
    { ...again, warnings: [] },
  ])
  const different = { ...again, warnings: [{ code: 'CLOCK_CORRECTED' }, { code: 'DIFFERENT_CONTENT' }] }
  expect(await send(clock(-5), clock(95))).toEqual([different, again])
})

test('a sentAt that is no time, or a time that stays out of range, rejects only its own event', async () => {
  const { answer } = story(app, 'bad sentAt')
  const clock = clockOff(2 * dayMs)
  const event = (input: object) => ({ event: { name: 'open', ...input } })
  const { track: payload } = await answer<Receipts>(track, {
    input: {
      events: [
        event({ sentAt: 'yesterday' }),
        event({ sentAt: '' }),
        event({ sentAt: '1969-12-31T23:59:59Z' }),
        event({ sentAt: '2200-01-01T00:00:00Z' }),
        event({ sentAt: clock(0), timestamp: clock(-2 * 86_400) }),
        event({ sentAt: clock(0), timestamp: '1969-06-01T00:00:00Z' }),
        event({ timestamp: clock(0) }),
        event({}),
      ],
    },
  })
  const rejected = (code: string, field: string) => ({ status: 'REJECTED', code, field, warnings: [] })
  expect(payload.receipts).toEqual([
    rejected('INVALID_TIMESTAMP', 'sentAt'),
    rejected('INVALID_TIMESTAMP', 'sentAt'),
    rejected('TIMESTAMP_OUT_OF_RANGE', 'sentAt'),
    rejected('TIMESTAMP_OUT_OF_RANGE', 'sentAt'),
    rejected('TIMESTAMP_OUT_OF_RANGE', 'timestamp'),
    rejected('TIMESTAMP_OUT_OF_RANGE', 'timestamp'),
    rejected('TIMESTAMP_OUT_OF_RANGE', 'timestamp'),
    unchanged,
  ])
})
