import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import {
  type EventInput,
  EventsDocument,
  SummaryDocument,
  TrackEventDocument,
  TrackEventsDocument,
} from '../operations/operations.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp({ MAX_TRACKING: '200', MAX_IN_FLIGHT: '1000' })
})
afterAll(() => app.close())

const good = { code: null, field: null, message: null }
const namesOf = ({ events }: { events: { nodes: { name: string }[] } }) =>
  events.nodes.map(({ name }) => name)

describe('receipts', () => {
  test('an event is counted by the next question after its receipt', async () => {
    const { answer } = story(app, 'first')
    const { trackEvent } = await answer(TrackEventDocument, {
      input: { eventId: 'first', name: 'signup', userId: 'ann' },
    })
    expect(trackEvent).toEqual({ index: 0, eventId: 'first', status: 'ACCEPTED', ...good })

    const { summary } = await answer(SummaryDocument, {})
    expect(summary).toMatchObject({ totalEvents: 1, totalUsers: 1, activeUsersToday: 1 })
  })

  test('have the index of their event, and add up', async () => {
    const { answer } = story(app, 'aligned')
    const events = [
      { eventId: 'a', name: 'open' },
      { eventId: 'b' },
      { eventId: 'a', name: 'open again' },
      { eventId: 'c', name: 'close' },
    ]
    const { trackEvents } = await answer(TrackEventsDocument, { events })
    expect(trackEvents).toEqual({
      accepted: 2,
      duplicates: 1,
      rejected: 1,
      receipts: [
        { index: 0, eventId: 'a', status: 'ACCEPTED', ...good },
        {
          index: 1,
          eventId: 'b',
          status: 'REJECTED',
          code: 'REQUIRED',
          field: 'name',
          message: expect.any(String),
        },
        { index: 2, eventId: 'a', status: 'DUPLICATE', ...good },
        { index: 3, eventId: 'c', status: 'ACCEPTED', ...good },
      ],
    })
  })

  test('an event without an id gets a UUIDv7 of now, which the receipt shows', async () => {
    const { answer } = story(app, 'nameless')
    const before = Date.now()
    const { trackEvents } = await answer(TrackEventsDocument, {
      events: [{ name: 'a' }, { name: 'b', eventId: '' }],
    })
    const given = trackEvents.receipts.map(({ eventId }) => eventId!)
    const after = Date.now()

    for (const id of given) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      const milliseconds = Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)
      expect(milliseconds).toBeGreaterThanOrEqual(before)
      expect(milliseconds).toBeLessThanOrEqual(after)
    }
    const { events } = await answer(EventsDocument, { first: 10 })
    expect(events.nodes.map(({ eventId }) => eventId).sort()).toEqual(given.sort())
  })

  test('every sent field can be read back', async () => {
    const { answer, happened } = story(app, 'whole')
    const sent = {
      eventId: 'e-1',
      name: 'message sent',
      userId: 'ann',
      sessionId: 's-1',
      conversationId: 'c-1',
      botId: 'support-bot',
      channel: 'web',
      timestamp: '2024-01-31T09:30:00.250Z',
      properties: { plan: 'pro', seats: 3, tags: ['a', { b: null }], isTrial: false },
    }
    await happened([sent])
    const { events } = await answer(EventsDocument, { first: 1 })
    expect(events.nodes).toEqual([{ ...sent, receivedAt: expect.stringMatching(/^20\d\d-.*Z$/) }])
  })

  test('a service may track, and its batch belongs to the project of its token', async () => {
    const { trackEvents } = (
      await app.ask(TrackEventsDocument, { events: [{ name: 'ping' }] }, app.token('service', 'of-a-service'))
    ).data!
    expect(trackEvents.accepted).toBe(1)
    const { summary } = await story(app, 'of-a-service').answer(SummaryDocument, {})
    expect(summary.totalEvents).toBe(1)
  })
})

describe('an id counts once', () => {
  test('across batches, and the first event does not change', async () => {
    const { answer, happened } = story(app, 'again')
    await happened([{ eventId: 'x', name: 'first' }])
    const { trackEvents } = await answer(TrackEventsDocument, {
      events: [
        { eventId: 'y', name: 'new' },
        { eventId: 'x', name: 'second', userId: 'ann' },
      ],
    })
    expect(trackEvents.receipts.map(({ status }) => status)).toEqual(['ACCEPTED', 'DUPLICATE'])
    const { events } = await answer(EventsDocument, { first: 10 })
    expect(events.nodes.map(({ name, userId }) => ({ name, userId }))).toEqual([
      { name: 'new', userId: null },
      { name: 'first', userId: null },
    ])
  })

  test('in 50 simultaneous requests: one is accepted, 49 are duplicates', async () => {
    const { answer } = story(app, 'at-once')
    const sent = Array.from({ length: 50 }, () =>
      answer(TrackEventDocument, { input: { eventId: 'only', name: 'click' } }),
    )
    const statuses = (await Promise.all(sent)).map(({ trackEvent }) => trackEvent.status)
    expect(statuses.filter(status => status === 'ACCEPTED')).toHaveLength(1)
    expect(statuses.filter(status => status === 'DUPLICATE')).toHaveLength(49)
    const { events } = await answer(EventsDocument, { first: 10 })
    expect(events.totalCount).toBe(1)
  })

  test('within its project only', async () => {
    for (const project of ['left', 'right'])
      await story(app, project).happened([{ eventId: 'same', name: 'a' }])
  })

  test('and ids that differ in case or in a trailing space are different ids', async () => {
    await story(app, 'similar').happened(
      ['a', 'A', 'a ', 'á', 'a\u0301'].map(eventId => ({ eventId, name: 'a' })),
    )
  })
})

describe('many writes', () => {
  test('small ones that wait for the log at the same time go into one statement', async () => {
    const { answer } = story(app, 'small')
    const arrived = countWrites()
    const letGo = await holdWrites()
    const sent = Array.from({ length: 200 }, (_, i) =>
      answer(TrackEventDocument, { input: { eventId: `${i}`, name: 'tick' } }),
    )
    await expect.poll(arrived, { timeout: 20_000 }).toBe(200)
    await letGo()
    const receipts = await Promise.all(sent)
    expect(receipts.every(({ trackEvent }) => trackEvent.status === 'ACCEPTED')).toBe(true)
    // The statement that was held, and one with all others.
    const { rows } = await app.services.database.pool.query(
      `select count(*)::int as events, count(distinct tx)::int as statements from events where project = 'small'`,
    )
    expect(rows).toEqual([{ events: 200, statements: expect.toSatisfy((count: number) => count <= 2) }])
  })

  test('more events than a PostgreSQL statement has parameters are all stored', async () => {
    const { answer, happened } = story(app, 'large')
    const batches = Array.from({ length: 66 }, (_, batch) =>
      Array.from({ length: 1_000 }, (_, i) => ({
        eventId: `${batch}-${i}`,
        name: 'tick',
        userId: `u${i % 10}`,
      })),
    )
    while (batches.length) await Promise.all(batches.splice(0, 11).map(happened))
    const { summary } = await answer(SummaryDocument, {})
    expect(summary).toMatchObject({ totalEvents: 66_000, totalUsers: 10 })
  })

  test('that arrive faster than they can be written are refused whole, to be sent again later', async () => {
    const { ask, answer } = story(app, 'piled-up')
    const batches = Array.from({ length: 60 }, (_, batch) =>
      Array.from({ length: 1_000 }, (_, i) => ({ eventId: `${batch}-${i}`, name: 'tick' })),
    )
    const answered: number[] = []
    const letGo = await holdWrites()
    const sent = batches.map(async events => {
      const { status, headers, data, errors } = await ask(TrackEventsDocument, { events })
      answered.push(status)
      return { status, retryAfter: headers.get('retry-after'), code: errors[0]?.extensions.code, data }
    })
    // The writer holds 50,000 events besides those of the held statement.
    await expect.poll(() => answered.length, { timeout: 20_000 }).toBeGreaterThanOrEqual(5)
    await letGo()

    const results = await Promise.all(sent)
    const refused = results.filter(({ status }) => status !== 200)
    expect(refused.length).toBeGreaterThanOrEqual(5)
    for (const result of refused)
      expect(result).toEqual({ status: 503, retryAfter: '1', code: 'OVERLOADED', data: null })
    const { events } = await answer(EventsDocument, { first: 1 })
    expect(events.totalCount).toBe((60 - refused.length) * 1_000)
  })
})

/** Keeps every statement that writes events waiting until it is released, for at most 5 s, then ends it. */
async function holdWrites(): Promise<() => Promise<void>> {
  const client = await app.services.database.connect()
  await client.query(`
    create table let_go ();
    create function wait_until_let_go() returns trigger language plpgsql as $$
    begin
      while not exists (select from let_go) loop perform pg_sleep(0.01); end loop;
      return null;
    end $$;
    create trigger held before insert on events for each statement execute function wait_until_let_go()`)
  return async () => {
    await client.query('insert into let_go default values')
    await client.query('drop trigger held on events; drop function wait_until_let_go; drop table let_go')
    await client.end()
  }
}

/** The number of requests that have reached the writer since now. */
function countWrites(): () => number {
  const { write } = app.services
  let writes = 0
  app.services.write = Object.assign((events: Parameters<typeof write>[0]) => {
    writes++
    return write(events)
  }, write)
  return () => writes
}

describe('an invalid event is rejected with its field and code, and its neighbours are stored', () => {
  const nested = (depth: number): Record<string, unknown> =>
    depth === 1 ? { leaf: 1 } : { inner: nested(depth - 1) }
  const keys = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, i]))
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
  const timestamp = (text: string): EventInput => ({ name: 'a', timestamp: text })
  const properties = (object: Record<string, unknown>): EventInput => ({ name: 'a', properties: object })

  test.each<[string, EventInput, string, string]>([
    ['no name', {}, 'REQUIRED', 'name'],
    ['a null name', { name: null }, 'REQUIRED', 'name'],
    ['an empty name', { name: '' }, 'REQUIRED', 'name'],
    ['a blank name', { name: ' \t ' }, 'REQUIRED', 'name'],
    ['a name of 201 characters', { name: 'n'.repeat(201) }, 'TOO_LONG', 'name'],
    ['a name with a NUL', { name: 'a\0b' }, 'INVALID_TEXT', 'name'],
    ['an id of 256 characters', { name: 'a', eventId: 'e'.repeat(256) }, 'TOO_LONG', 'eventId'],
    ['an id with a NUL', { name: 'a', eventId: 'a\0' }, 'INVALID_TEXT', 'eventId'],
    ['a user of 256 characters', { name: 'a', userId: 'u'.repeat(256) }, 'TOO_LONG', 'userId'],
    ['half a surrogate pair in the user', { name: 'a', userId: 'a\ud800' }, 'INVALID_TEXT', 'userId'],
    ['a session of 256 characters', { name: 'a', sessionId: 's'.repeat(256) }, 'TOO_LONG', 'sessionId'],
    ['a conversation with a NUL', { name: 'a', conversationId: '\0' }, 'INVALID_TEXT', 'conversationId'],
    ['a bot of 256 characters', { name: 'a', botId: 'b'.repeat(256) }, 'TOO_LONG', 'botId'],
    ['a channel of 101 characters', { name: 'a', channel: 'c'.repeat(101) }, 'TOO_LONG', 'channel'],
    ['the timestamp now', timestamp('now'), 'INVALID_TIMESTAMP', 'timestamp'],
    ['the timestamp infinity', timestamp('infinity'), 'INVALID_TIMESTAMP', 'timestamp'],
    ['an empty timestamp', timestamp(''), 'INVALID_TIMESTAMP', 'timestamp'],
    ['a timestamp of digits that may be a date', timestamp('20240101'), 'INVALID_TIMESTAMP', 'timestamp'],
    ['a timestamp without a zone', timestamp('2024-01-01T00:00:00'), 'INVALID_TIMESTAMP', 'timestamp'],
    ['a date', timestamp('2024-01-01'), 'INVALID_TIMESTAMP', 'timestamp'],
    ['30 February', timestamp('2024-02-30T00:00:00Z'), 'INVALID_TIMESTAMP', 'timestamp'],
    ['29 February of no leap year', timestamp('2023-02-29T00:00:00Z'), 'INVALID_TIMESTAMP', 'timestamp'],
    ['month 13', timestamp('2024-13-01T00:00:00Z'), 'INVALID_TIMESTAMP', 'timestamp'],
    ['24:00', timestamp('2024-01-01T24:00:00Z'), 'INVALID_TIMESTAMP', 'timestamp'],
    ['a leap second', timestamp('2016-12-31T23:59:60Z'), 'INVALID_TIMESTAMP', 'timestamp'],
    ['an offset of 16 hours', timestamp('2024-01-01T00:00:00+16:00'), 'INVALID_TIMESTAMP', 'timestamp'],
    ['an SQL text', timestamp("2024-01-01T00:00:00Z'; select 1"), 'INVALID_TIMESTAMP', 'timestamp'],
    ['two days from now', timestamp(inDays(2)), 'TIMESTAMP_OUT_OF_RANGE', 'timestamp'],
    ['the year 9999', timestamp('9999-12-31T23:59:59Z'), 'TIMESTAMP_OUT_OF_RANGE', 'timestamp'],
    ['the end of 1969', timestamp('1969-12-31T23:59:59.999Z'), 'TIMESTAMP_OUT_OF_RANGE', 'timestamp'],
    ['the year 0', timestamp('0000-01-01T00:00:00Z'), 'TIMESTAMP_OUT_OF_RANGE', 'timestamp'],
    ['9 levels', properties(nested(9)), 'PROPERTIES_TOO_DEEP', 'properties'],
    ['9 levels of lists', properties({ a: [[[[[[[[1]]]]]]]] }), 'PROPERTIES_TOO_DEEP', 'properties'],
    ['256 keys', properties(keys(256)), 'PROPERTIES_TOO_MANY_KEYS', 'properties'],
    [
      '256 keys in two objects',
      properties({ a: keys(127), b: keys(127) }),
      'PROPERTIES_TOO_MANY_KEYS',
      'properties',
    ],
    ['32,769 bytes', properties({ a: 'x'.repeat(32_761) }), 'PROPERTIES_TOO_LARGE', 'properties'],
    [
      '33 kB in 11,000 characters',
      properties({ a: '€'.repeat(11_000) }),
      'PROPERTIES_TOO_LARGE',
      'properties',
    ],
    ['a key of 256 bytes', properties({ ['k'.repeat(256)]: 1 }), 'TOO_LONG', 'properties'],
    ['a number of 2^53', properties({ a: [{ b: 2 ** 53 }] }), 'INVALID_NUMBER', 'properties'],
    ['-1e21', properties({ a: -1e21 }), 'INVALID_NUMBER', 'properties'],
    ['a NUL in a value', properties({ a: ['b', 'c\0'] }), 'INVALID_TEXT', 'properties'],
    ['a NUL in a key', properties({ a: { 'b\0': 1 } }), 'INVALID_TEXT', 'properties'],
    ['half a surrogate pair in a value', properties({ a: '\udc00' }), 'INVALID_TEXT', 'properties'],
    ['half a surrogate pair in a key', properties({ '\ud83d': 1 }), 'INVALID_TEXT', 'properties'],
  ])('%s', async (_, bad, code, field) => {
    const { answer } = story(app, expect.getState().currentTestName!.slice(-90))
    const { trackEvents } = await answer(TrackEventsDocument, {
      events: [{ name: 'before' }, bad, { name: 'after' }],
    })
    expect(trackEvents).toMatchObject({ accepted: 2, duplicates: 0, rejected: 1 })
    expect(trackEvents.receipts[1]).toMatchObject({ index: 1, status: 'REJECTED', code, field })
    expect(namesOf(await answer(EventsDocument, { first: 10 })).sort()).toEqual(['after', 'before'])
  })

  test('a number that JSON can write but no engine can hold', async () => {
    const { answer } = story(app, 'huge')
    const { trackEvent } = await answer<{ trackEvent: object }>(
      'mutation { trackEvent(input: { name: "a", properties: { a: 1e999 } }) { status code field } }',
    )
    expect(trackEvent).toEqual({ status: 'REJECTED', code: 'INVALID_NUMBER', field: 'properties' })
  })
})

describe('an event at the edge of the allowed values is stored as sent', () => {
  const edge = 'x'.repeat(32_760)

  test.each<[string, Record<string, unknown>]>([
    ['8 levels', { a: { b: { c: { d: { e: { f: { g: { h: 1 } } } } } } } }],
    ['255 keys', Object.fromEntries(Array.from({ length: 255 }, (_, i) => [`key ${i}`, i]))],
    ['32,768 bytes', { a: edge }],
    ['nothing', {}],
    [
      'keys that mean something to JavaScript',
      JSON.parse('{"__proto__": {"isAdmin": true}, "constructor": {"prototype": 1}}'),
    ],
    ['keys that mean something to a path', { 'a.b': 1, a: { b: 2 }, '$.a': 3, 'a[0]': 4, '': 5 }],
    [
      'texts that look like something else',
      { a: '2024-02-30', b: '12', c: 'null', d: '\\N', e: '\\u0041', f: "'; --" },
    ],
    [
      'every kind of character',
      { a: 'tab\tline\nreturn\r\u0001\u007f\u2028', b: '日本語 🎉 \u{1F468}\u200D\u{1F469}' },
    ],
    ['numbers', { a: 0.1, b: 9007199254740991, c: -9007199254740991, d: 5e-324, e: '9007199254740993' }],
  ])('properties: %s', async (title, properties) => {
    const { answer, happened } = story(app, title)
    await happened([{ name: 'a', properties }])
    const { events } = await answer(EventsDocument, { first: 1 })
    // As text, since a matcher overlooks keys such as __proto__.
    expect(entriesOf(events.nodes[0]!.properties)).toBe(entriesOf(properties))
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
    // The columns accepted the event too: an unreadable value would hold up every later event.
    expect((await answer(SummaryDocument, {})).summary.totalEvents).toBe(1)
  })

  test('texts of full length', async () => {
    const full = 'ü'.repeat(255)
    const event = { eventId: full, userId: full, sessionId: full, conversationId: full, botId: full }
    const { answer, happened } = story(app, 'full')
    await happened([{ ...event, name: 'n'.repeat(200), channel: 'c'.repeat(100) }])
    const { events } = await answer(EventsDocument, { first: 1, filter: { userId: full } })
    expect(events.nodes).toMatchObject([event])
  })

  test.each([
    ['1970-01-01T00:00:00Z', '1970-01-01T00:00:00.000Z'],
    ['2024-02-29t23:59:59.9z', '2024-02-29T23:59:59.900Z'],
    ['2024-01-01T00:00:00.123999999Z', '2024-01-01T00:00:00.123Z'],
    ['2024-01-01T00:00:00+14:00', '2023-12-31T10:00:00.000Z'],
    ['2024-01-01T00:00:00-09:30', '2024-01-01T09:30:00.000Z'],
  ])('the timestamp %s is %s', async (sent, stored) => {
    const { answer, happened } = story(app, sent)
    await happened([{ name: 'a', timestamp: sent }])
    const { events } = await answer(EventsDocument, { first: 1 })
    expect(events.nodes[0]!.timestamp).toBe(stored)
  })
})

/** JSON with sorted keys: jsonb keeps no order. */
function entriesOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(entriesOf).join()}]`
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${entriesOf(item)}`).join()}}`
}

describe('a batch is refused whole, and nothing of it is stored,', () => {
  test.each([
    ['of no event', 0],
    ['of 1,001 events', 1_001],
  ])('%s', async (_, count) => {
    const { answer, refusal } = story(app, `batch of ${count}`)
    const events = Array.from({ length: count }, (_, i) => ({ eventId: `${i}`, name: 'a' }))
    expect(await refusal(TrackEventsDocument, { events })).toEqual({
      code: 'BAD_USER_INPUT',
      reason: 'INVALID_BATCH_SIZE',
      field: 'events',
    })
    expect((await answer(EventsDocument, { first: 1 })).events.totalCount).toBe(0)
  })
})
