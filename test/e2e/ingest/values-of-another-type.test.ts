import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kinds } from '../../../src/ingest/kinds/index.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened, inPostgres, trackEvents } from '../../support/track-events.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const event = (more: object) => ({ event: { name: 'e', ...more } })
const aiCall = (more: object) => ({ aiCall: { model: 'gpt-4o', ...more } })
const conversation = (more: object) => ({ conversation: { conversationId: 'c', ...more } })

/** Title, the wrong event, the code of its rejection and the field that is named. */
const wrong: [string, unknown, string, string][] = [
  ['a list as a user', event({ userId: ['ann'] }), 'INVALID_TYPE', 'userId'],
  ['an object as a user', event({ userId: { id: 1 } }), 'INVALID_TYPE', 'userId'],
  ['true as a session', event({ sessionId: true }), 'INVALID_TYPE', 'sessionId'],
  ['a number that JSON has changed', event({ userId: 'raw 9007199254740993' }), 'INVALID_TYPE', 'userId'],
  ['an infinite id', event({ eventId: 'raw 1e400' }), 'INVALID_TYPE', 'eventId'],
  ['an object as the time', event({ timestamp: {} }), 'INVALID_TYPE', 'timestamp'],
  ['a date as a number', event({ timestamp: 20251129 }), 'INVALID_TIMESTAMP', 'timestamp'],
  ['zero seconds', event({ timestamp: 0 }), 'INVALID_TIMESTAMP', 'timestamp'],
  ['nanoseconds', event({ timestamp: '1764403200000000000' }), 'INVALID_TIMESTAMP', 'timestamp'],
  ['properties as text', event({ properties: '{"plan":"pro"}' }), 'INVALID_TYPE', 'properties'],
  ['properties as a list', event({ properties: [] }), 'INVALID_TYPE', 'properties'],
  ['success as text', aiCall({ success: 'yes' }), 'INVALID_TYPE', 'success'],
  ['success as a number', aiCall({ success: 1 }), 'INVALID_TYPE', 'success'],
  ['tokens as text', aiCall({ inputTokens: '12' }), 'INVALID_NUMBER', 'inputTokens'],
  ['tokens as true', aiCall({ inputTokens: true }), 'INVALID_NUMBER', 'inputTokens'],
  ['a choice as a list', aiCall({ callType: ['AUDIO', 'IMAGE'] }), 'INVALID_CHOICE', 'callType'],
  ['a null among topics', conversation({ topics: ['a', null] }), 'INVALID_TYPE', 'topics[1]'],
  ['an object as topics', conversation({ topics: { a: 1 } }), 'INVALID_TYPE', 'topics[0]'],
  ['a field that does not exist', event({ usreId: 'ann' }), 'UNKNOWN_FIELD', 'usreId'],
  ['a field of another kind', event({ role: 'USER' }), 'UNKNOWN_FIELD', 'role'],
  [
    'a field that is called __proto__',
    { event: JSON.parse('{"__proto__":1}') },
    'UNKNOWN_FIELD',
    '__proto__',
  ],
  ['a kind that does not exist', { click: { name: 'e' } }, 'UNKNOWN_FIELD', 'click'],
  ['an event that is text', { event: 'signup' }, 'INVALID_TYPE', 'event'],
  ['no event', null, 'INVALID_TYPE', 'events'],
  ['a number', 42, 'INVALID_TYPE', 'events'],
  ['a list of events', [event({})], 'INVALID_TYPE', 'events'],
]

describe('a value of another type rejects its own event, and its neighbours are stored', () => {
  test.each(wrong)('%s', async (title, item, code, field) => {
    const { receipts } = await trackEvents(app, title, [
      event({ name: 'before' }),
      item as object,
      event({ name: 'after' }),
    ])
    expect(receipts).toMatchObject([
      { status: 'ACCEPTED' },
      { status: 'REJECTED', code, field, message: expect.stringMatching(/./) },
      { status: 'ACCEPTED' },
    ])
    expect(await inPostgres(app, title, 'name')).toEqual([{ name: 'before' }, { name: 'after' }])
  })
})

describe('what can be read without doubt is read', () => {
  test.each<[string, object, string, object]>([
    [
      'a number as an id',
      { eventId: 7, sessionId: -1.5 },
      'event_id, session_id',
      { event_id: '7', session_id: '-1.5' },
    ],
    ['a null as an absent value', { channel: null, properties: null }, 'channel', { channel: null }],
  ])('%s', async (title, fields, columns, row) => {
    await eventsHappened(app, title, [event(fields)])
    expect(await inPostgres(app, title, columns)).toEqual([row])
  })

  test.each([
    ['seconds', 1_764_403_200, '2025-11-29T08:00:00.000Z'],
    ['seconds with a fraction', 1_764_403_200.123, '2025-11-29T08:00:00.123Z'],
    ['milliseconds', 1_764_403_200_250, '2025-11-29T08:00:00.250Z'],
    ['microseconds', 1_764_403_200_250_999, '2025-11-29T08:00:00.250Z'],
    ['digits of seconds', '1764403200', '2025-11-29T08:00:00.000Z'],
  ])('%s since 1970', async (title, timestamp, instant) => {
    await eventsHappened(app, title, [event({ timestamp }), conversation({ startedAt: timestamp })])
    const rows = await inPostgres(app, title, 'occurred_at, coalesce(started_at, occurred_at) as started_at')
    const at = new Date(instant)
    expect(rows).toEqual([
      { occurred_at: at, started_at: at },
      { occurred_at: at, started_at: at },
    ])
  })

  test('a null for success or inputIncludesCached is the default', async () => {
    await eventsHappened(app, 'defaults', [
      aiCall({ success: null, inputIncludesCached: null, inputTokens: 10, cachedTokens: 4 }),
    ])
    // 10 input tokens include the 4 cached ones.
    expect(await inPostgres(app, 'defaults', 'success, input_tokens::integer as input')).toEqual([
      { success: true, input: 6 },
    ])
  })
})

test('a thousand events lose one, whatever it has', async () => {
  const events: object[] = Array.from({ length: 999 }, (_, i) => event({ userId: i }))
  const { accepted, rejected } = await trackEvents(app, 'a thousand', [...events, event({ userId: {} })])
  expect({ accepted, rejected }).toEqual({ accepted: 999, rejected: 1 })
})

describe('every mutation of every kind answers with receipts', () => {
  const receipt = 'eventId status code field'
  test.each(Object.values(kinds).map(({ mutations, input }) => ({ ...mutations, type: input.name })))(
    '$one and $many',
    async ({ one, many, list, type }) => {
      const { ask } = story(app, one)
      const bad = { eventId: 'bad', botId: [] }
      const rejected = { eventId: 'bad', status: 'REJECTED', code: 'INVALID_TYPE', field: 'botId' }
      const single = await ask(`mutation($e: ${type}!) { ${one}(input: $e) { ${receipt} } }`, { e: bad })
      expect(single).toMatchObject({ data: { [one]: rejected }, errors: [] })
      const batch = await ask(
        `mutation($e: [${type}!]!) { ${many}(input: { ${list}: $e }) { receipts { ${receipt} } } }`,
        { e: [bad, null] },
      )
      expect(batch).toMatchObject({
        data: { [many]: { receipts: [rejected, { eventId: null, status: 'REJECTED', field: 'e' }] } },
        errors: [],
      })
    },
  )
})

test('a rejected event shows its id in the receipt, even an id that is a number', async () => {
  const { receipts } = await trackEvents(app, 'ids', [
    event({ eventId: 7, botId: [] }),
    event({ eventId: 'e-8', botId: [] }),
    event({ eventId: [], botId: [] }),
    event({ eventId: 9, name: null }),
  ])
  expect(receipts.map(({ eventId, status }) => `${status} ${eventId}`)).toEqual([
    'REJECTED 7',
    'REJECTED e-8',
    'REJECTED null',
    'REJECTED 9',
  ])
})

describe('an event that is written into the document', () => {
  const receipts = 'receipts { status code field }'
  const statuses = async (title: string, items: string) => {
    const { ask } = story(app, title)
    const { data, errors } = await ask<{ track: { receipts: object[] } }>(
      `mutation { track(input: { events: [${items}] }) { ${receipts} } }`,
    )
    expect(errors).toEqual([])
    return data!.track.receipts
  }

  test.each([
    ['a list as a user', '{ event: { name: "e", userId: ["a"] } }', 'INVALID_TYPE', 'userId'],
    [
      'a status that does not exist',
      '{ conversation: { conversationId: "c", status: LOST } }',
      'INVALID_CHOICE',
      'status',
    ],
    ['tokens as text', '{ aiCall: { inputTokens: "12" } }', 'INVALID_NUMBER', 'inputTokens'],
    ['an unknown field', '{ event: { name: "e", usreId: "a" } }', 'UNKNOWN_FIELD', 'usreId'],
    ['an unknown kind', '{ click: { name: "e" } }', 'UNKNOWN_FIELD', 'click'],
    ['no event', 'null', 'INVALID_TYPE', 'input'],
    ['a number', '42', 'INVALID_TYPE', 'input'],
  ])('is rejected alone: %s', async (title, item, code, field) => {
    const project = `written ${title}`
    expect(await statuses(project, `{ event: { name: "before" } }, ${item}`)).toEqual([
      { status: 'ACCEPTED', code: null, field: null },
      { status: 'REJECTED', code, field },
    ])
    // The second time, the document comes from the cache.
    expect(await statuses(project, `{ event: { name: "before" } }, ${item}`)).toMatchObject([
      { status: 'ACCEPTED' },
      { code, field },
    ])
  })

  test('has a number as its user, and keeps every digit of its cost', async () => {
    const item = '{ aiCall: { userId: 42, timestamp: 1764403200, costUsd: 0.000000000001, callType: IMAGE } }'
    expect(await statuses('written numbers', item)).toMatchObject([{ status: 'ACCEPTED' }])
    const columns =
      '(select external_id from users where no = user_no) as user, occurred_at, cost_usd, call_type'
    expect(await inPostgres(app, 'written numbers', columns)).toEqual([
      {
        user: '42',
        occurred_at: new Date('2025-11-29T08:00:00Z'),
        cost_usd: '0.000000000001',
        call_type: 'IMAGE',
      },
    ])
  })

  test('with a variable inside for a number rejects only this event, if the number cannot be read', async () => {
    const { ask } = story(app, 'template of numbers')
    const mutation = `mutation ($tokens: SafeInt, $cost: Decimal, $duration: Quantity) {
      tokens: trackAiCall(input: { inputTokens: $tokens }) { status code field }
      cost: trackAiCall(input: { costUsd: $cost }) { status code field }
      duration: trackAiCall(input: { durationMs: $duration }) { status code field }
    }`
    const { data, errors } = await ask(mutation, { tokens: 'many', cost: '1 dollar', duration: 12.5 })
    const rejected = (field: string) => ({ status: 'REJECTED', code: 'INVALID_NUMBER', field })
    expect({ data, errors }).toEqual({
      data: {
        tokens: rejected('inputTokens'),
        cost: rejected('costUsd'),
        duration: { status: 'ACCEPTED', code: null, field: null },
      },
      errors: [],
    })
  })

  test('with variables inside is a template, which GraphQL checks', async () => {
    const { ask } = story(app, 'template')
    const { data, errors } = await ask(
      'mutation($name: String!) { trackEvent(input: { name: $name, userId: true }) { status } }',
      { name: 'e' },
    )
    expect({ data, message: errors[0]!.message }).toEqual({
      data: null,
      message: 'A value must be of type "ID".',
    })
  })
})

describe('the sentAt of a batch', () => {
  const track = 'mutation($i: TrackInput!) { track(input: $i) { receipts { status code field } } }'
  const sent = (sentAt: unknown) => ({
    i: { sentAt, events: [event({}), event({ sentAt: '2026-01-31T09:30:00Z' })] },
  })
  const accepted = { status: 'ACCEPTED', code: null, field: null }

  test.each([
    ['in a variable', track, sent(1764403200)],
    [
      'in the document',
      `mutation { track(input: { sentAt: 1764403200000, events: [{ event: { name: "e" } }, { event: { name: 5 } }] }) {
        receipts { status code field }
      } }`,
      {},
    ],
  ])('may be a number %s', async (title, mutation, variables) => {
    const { data, errors } = await story(app, `sentAt ${title}`).ask(mutation, variables)
    expect({ data, errors }).toEqual({ data: { track: { receipts: [accepted, accepted] } }, errors: [] })
  })

  test('may be a number for the events of one kind', async () => {
    const mutation =
      'mutation($i: TrackEventsInput!) { trackEvents(input: $i) { receipts { status warnings { code } } } }'
    const variables = {
      i: { sentAt: 1764403200, events: [{ name: 'e', timestamp: '2025-11-29T07:59:00Z' }] },
    }
    expect(await story(app, 'sentAt of one kind').answer(mutation, variables)).toEqual({
      trackEvents: { receipts: [{ status: 'ACCEPTED', warnings: [{ code: 'CLOCK_CORRECTED' }] }] },
    })
  })

  test.each([
    ['true', true],
    ['an object', {}],
    ['a list', [1764403200]],
  ])('rejects the events without their own if it is %s', async (title, sentAt) => {
    const { data, errors } = await story(app, `sentAt ${title}`).ask(track, sent(sentAt))
    const rejected = { status: 'REJECTED', code: 'INVALID_TIMESTAMP', field: 'sentAt' }
    expect({ data, errors }).toEqual({ data: { track: { receipts: [rejected, accepted] } }, errors: [] })
  })
})

describe('the users of alias', () => {
  test.each([
    [
      'in a variable',
      'mutation($i: AliasInput!) { alias(input: $i) { user { userId } userErrors { code } } }',
      { i: { userId: 42, alias: 7 } },
    ],
    [
      'in the document',
      'mutation { alias(input: { userId: 42, alias: 7 }) { user { userId } userErrors { code } } }',
      {},
    ],
  ])('may be numbers %s', async (title, mutation, variables) => {
    const { data, errors } = await story(app, `alias ${title}`).ask(mutation, variables)
    expect({ data, errors }).toEqual({
      data: { alias: { user: { userId: '42' }, userErrors: [] } },
      errors: [],
    })
  })
})

describe('the user of identify', () => {
  test.each([
    [
      'in a variable',
      'mutation($i: IdentifyInput!) { identify(input: $i) { user { userId } } }',
      { i: { userId: 42 } },
    ],
    ['in the document', 'mutation { identify(input: { userId: 42 }) { user { userId } } }', {}],
  ])('may be a number %s', async (title, mutation, variables) => {
    const { data, errors } = await story(app, `identify ${title}`).ask(mutation, variables)
    expect({ data, errors }).toEqual({ data: { identify: { user: { userId: '42' } } }, errors: [] })
  })

  test('is left to GraphQL when it is no id', async () => {
    const mutation = 'mutation($i: IdentifyInput!) { identify(input: $i) { user { userId } } }'
    const { errors } = await story(app, 'no id').ask(mutation, { i: { userId: true } })
    expect(errors[0]!.message).toBe('Variable "$i" at "i.userId" must be of type "ID".')
  })
})

test('a batch that is not a batch is refused by GraphQL', async () => {
  const { ask } = story(app, 'no batch')
  const track = 'mutation($i: TrackInput!) { track(input: $i) { accepted } }'
  const { errors } = await ask(track, { i: { events: [], more: 1 } })
  expect(errors[0]!.message).toBe('Variable "$i" has a field "more" that is not defined.')
})
