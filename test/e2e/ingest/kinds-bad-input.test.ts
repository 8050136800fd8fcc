import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { middayZone } from '../../support/midday-zone.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened, inClickHouse, inPostgres, trackEvents } from '../../support/track-events.ts'
import { DailyStatsDocument } from '../operations/operations.ts'

let app: TestApp
beforeAll(async () => {
  // Room for a text of a megabyte, so that the field's limit refuses it and not the body's.
  app = await startTestApp({ MAX_BODY_BYTES: '4194304' })
})
afterAll(() => app.close())

const { timeZone } = middayZone()
const aiCall = (more: object) => ({ aiCall: more })
const message = (more: object) => ({ message: { conversationId: 'c', role: 'ASSISTANT', ...more } })
const conversation = (more: object) => ({ conversation: { conversationId: 'c', ...more } })
const apiCall = (more: object) => ({ apiCall: { endpoint: '/', method: 'GET', statusCode: 200, ...more } })
const metric = (more: object) => ({ systemMetric: { name: 'cpu', value: 1, ...more } })
const megabyte = 'x'.repeat(1_048_576)

describe('one invalid event is rejected alone, and its neighbours are stored', () => {
  test.each<[string, object, string, string]>([
    ['tokens below 0', aiCall({ inputTokens: -1 }), 'OUT_OF_RANGE', 'inputTokens'],
    ['half a token', aiCall({ outputTokens: 1.5 }), 'INVALID_NUMBER', 'outputTokens'],
    ['1e400 tokens', aiCall({ inputTokens: 'raw 1e400' }), 'INVALID_NUMBER', 'inputTokens'],
    ['tokens past 2^53', aiCall({ inputTokens: 'raw 9007199254740993' }), 'INVALID_NUMBER', 'inputTokens'],
    ['absurdly many tokens', aiCall({ inputTokens: 1e15 }), 'OUT_OF_RANGE', 'inputTokens'],
    ['tokens that are text', message({ outputTokens: 'x' }), 'INVALID_NUMBER', 'outputTokens'],
    ['tokens that are a list', message({ outputTokens: [] }), 'INVALID_NUMBER', 'outputTokens'],
    [
      'more cached tokens than input that includes them',
      aiCall({ inputTokens: 10, cachedTokens: 11 }),
      'OUT_OF_RANGE',
      'cachedTokens',
    ],
    [
      'more written than input that includes it',
      aiCall({ inputTokens: 10, cacheWriteTokens: 11 }),
      'OUT_OF_RANGE',
      'cacheWriteTokens',
    ],
    [
      'more cached and written than input that includes them',
      message({ inputTokens: 10, cachedTokens: 6, cacheWriteTokens: 5 }),
      'OUT_OF_RANGE',
      'cachedTokens',
    ],
    [
      'more audio than input',
      aiCall({ inputTokens: 5, audioInputTokens: 6 }),
      'OUT_OF_RANGE',
      'audioInputTokens',
    ],
    [
      'more audio than all input',
      aiCall({ inputTokens: 5, cachedTokens: 2, audioInputTokens: 8, inputIncludesCached: false }),
      'OUT_OF_RANGE',
      'audioInputTokens',
    ],
    [
      'more reasoning than output',
      message({ outputTokens: 5, reasoningTokens: 6 }),
      'OUT_OF_RANGE',
      'reasoningTokens',
    ],
    [
      'more reasoning and audio than output',
      aiCall({ outputTokens: 5, reasoningTokens: 3, audioOutputTokens: 3 }),
      'OUT_OF_RANGE',
      'audioOutputTokens',
    ],
    ['written tokens below 0', aiCall({ cacheWriteTokens: -1 }), 'OUT_OF_RANGE', 'cacheWriteTokens'],
    ['half a token of reasoning', aiCall({ reasoningTokens: 0.5 }), 'INVALID_NUMBER', 'reasoningTokens'],
    ['audio that is text', message({ audioOutputTokens: 'x' }), 'INVALID_NUMBER', 'audioOutputTokens'],
    ['an unknown tier', aiCall({ serviceTier: 'SCALE' }), 'INVALID_CHOICE', 'serviceTier'],
    ['a tier that is a number', message({ serviceTier: 1 }), 'INVALID_CHOICE', 'serviceTier'],
    ['a duration below 0', aiCall({ durationMs: -0.5 }), 'OUT_OF_RANGE', 'durationMs'],
    ['an infinite duration', apiCall({ durationMs: 'raw -1e400' }), 'INVALID_NUMBER', 'durationMs'],
    ['a duration of NaN', apiCall({ durationMs: 'NaN' }), 'INVALID_NUMBER', 'durationMs'],
    ['a duration over a year', message({ responseTimeMs: 31_622_400_001 }), 'OUT_OF_RANGE', 'responseTimeMs'],
    ['a first token below 0', aiCall({ timeToFirstTokenMs: -1 }), 'OUT_OF_RANGE', 'timeToFirstTokenMs'],
    ['an unknown type of call', aiCall({ callType: 'DREAM' }), 'INVALID_CHOICE', 'callType'],
    ['a choice that is a number', aiCall({ callType: 1 }), 'INVALID_CHOICE', 'callType'],
    ['an unknown role', message({ role: 'user' }), 'INVALID_CHOICE', 'role'],
    ['no role', message({ role: null }), 'REQUIRED', 'role'],
    ['unknown feedback', message({ feedback: 'SO_SO' }), 'INVALID_CHOICE', 'feedback'],
    ['a message without a conversation', message({ conversationId: '' }), 'REQUIRED', 'conversationId'],
    ['a cost below 0', message({ costUsd: '-0.01' }), 'OUT_OF_RANGE', 'costUsd'],
    ['a cost that is text', message({ costUsd: '1 dollar' }), 'INVALID_NUMBER', 'costUsd'],
    ['a cost with 13 decimals', message({ costUsd: '0.0000000000001' }), 'INVALID_NUMBER', 'costUsd'],
    ['a cost of 1e400', message({ costUsd: 'raw 1e400' }), 'INVALID_NUMBER', 'costUsd'],
    ['a satisfaction of 6', conversation({ satisfaction: 6 }), 'OUT_OF_RANGE', 'satisfaction'],
    ['a satisfaction of 0', conversation({ satisfaction: 0 }), 'OUT_OF_RANGE', 'satisfaction'],
    ['a satisfaction of 4.5', conversation({ satisfaction: 4.5 }), 'INVALID_NUMBER', 'satisfaction'],
    ['a satisfaction that is text', conversation({ satisfaction: 'good' }), 'INVALID_NUMBER', 'satisfaction'],
    ['an unknown status', conversation({ status: 'LOST' }), 'INVALID_CHOICE', 'status'],
    ['no conversation', conversation({ conversationId: null }), 'REQUIRED', 'conversationId'],
    [
      'an end more than five minutes before the start',
      conversation({ startedAt: '2024-03-01T10:00:00Z', endedAt: '2024-03-01T10:54:59.999+01:00' }),
      'OUT_OF_ORDER',
      'endedAt',
    ],
    [
      'a start that is not an instant',
      conversation({ startedAt: '2024-02-30T10:00:00Z' }),
      'INVALID_TIMESTAMP',
      'startedAt',
    ],
    ['21 topics', conversation({ topics: Array(21).fill('a') }), 'TOO_MANY', 'topics'],
    ['a topic of 101 characters', conversation({ topics: ['a'.repeat(101)] }), 'TOO_LONG', 'topics'],
    ['an HTTP status of 600', apiCall({ statusCode: 600 }), 'OUT_OF_RANGE', 'statusCode'],
    ['no HTTP status', apiCall({ statusCode: null }), 'REQUIRED', 'statusCode'],
    ['no endpoint', apiCall({ endpoint: null }), 'REQUIRED', 'endpoint'],
    ['no method', apiCall({ method: '' }), 'REQUIRED', 'method'],
    ['no value', metric({ value: null }), 'REQUIRED', 'value'],
    ['an infinite value', metric({ value: 'raw 1e400' }), 'INVALID_NUMBER', 'value'],
    ['a value that is text', metric({ value: 'x' }), 'INVALID_NUMBER', 'value'],
    ['a metric without a name', metric({ name: null }), 'REQUIRED', 'name'],
    ['an error message of a megabyte', apiCall({ errorMessage: megabyte }), 'TOO_LONG', 'errorMessage'],
    ['a model of a megabyte', aiCall({ model: megabyte }), 'TOO_LONG', 'model'],
    ['a user agent of a megabyte', { activity: { type: 'a', userAgent: megabyte } }, 'TOO_LONG', 'userAgent'],
    ['labels of a megabyte', metric({ labels: { a: megabyte } }), 'PROPERTIES_TOO_LARGE', 'properties'],
    ['a NUL', message({ provider: 'open\0ai' }), 'INVALID_TEXT', 'provider'],
  ])('%s', async (title, wrong, code, field) => {
    const { receipts } = await trackEvents(app, title, [
      { event: { name: 'before' } },
      wrong,
      { event: { name: 'after' } },
    ])
    expect(receipts).toMatchObject([
      { status: 'ACCEPTED' },
      { status: 'REJECTED', code, field, message: expect.stringMatching(/./) },
      { status: 'ACCEPTED' },
    ])
    expect(await inPostgres(app, title, 'name')).toEqual([{ name: 'before' }, { name: 'after' }])
  })
})

test('values at the bounds are accepted', async () => {
  await eventsHappened(app, 'bounds', [
    conversation({ satisfaction: 1 }),
    conversation({ satisfaction: 5, topics: Array(20).fill('a'.repeat(100)) }),
    conversation({ startedAt: '2024-03-01T10:00:00Z', endedAt: '2024-03-01T11:00:00+01:00' }),
    aiCall({ inputTokens: 10, cachedTokens: 10 }),
    aiCall({ inputTokens: 10, cachedTokens: 11, inputIncludesCached: false }),
    aiCall({ inputTokens: 10, cachedTokens: 4, cacheWriteTokens: 6, audioInputTokens: 10 }),
    aiCall({
      inputTokens: 1,
      cachedTokens: 4,
      cacheWriteTokens: 6,
      audioInputTokens: 11,
      inputIncludesCached: false,
    }),
    aiCall({ outputTokens: 5, reasoningTokens: 2, audioOutputTokens: 3 }),
    // The whole was not reported.
    aiCall({
      cachedTokens: 4,
      cacheWriteTokens: 6,
      audioInputTokens: 20,
      reasoningTokens: 2,
      audioOutputTokens: 3,
    }),
    apiCall({ statusCode: 100, durationMs: 0 }),
    apiCall({ statusCode: 599, errorMessage: 'x'.repeat(2_000) }),
    metric({ value: -1.7976931348623157e308 }),
    message({ responseTimeMs: 31_622_400_000 }),
  ])
})

test('token counts past 2^31 and 2^40 are exact from end to end', async () => {
  await eventsHappened(app, 'many tokens', [
    aiCall({ inputTokens: 2 ** 31, outputTokens: 1 }),
    message({ inputTokens: 2 ** 40, outputTokens: 3 }),
  ])
  const held = [
    { input: '2147483648', output: '1' },
    { input: '1099511627776', output: '3' },
  ]
  const columns = (text: string) => `${text}(input_tokens) as input, ${text}(output_tokens) as output`
  expect(await inPostgres(app, 'many tokens', columns('text'))).toEqual(held)
  expect(await inClickHouse(app, 'many tokens', columns('toString'))).toEqual(held)
  const { dailyStats } = await story(app, 'many tokens').answer(DailyStatsDocument, { days: 1, timeZone })
  // 2,147,483,648 + 1 + 1,099,511,627,776 + 3
  expect(dailyStats).toMatchObject([{ tokens: 1_101_659_111_428 }])
})

test('text that a spreadsheet would run is stored unchanged', async () => {
  const formula = '=HYPERLINK("https://example.com";"\'; drop table events --")\t\\N'
  await eventsHappened(app, 'formulas', [
    { activity: { type: formula, username: formula, userAgent: formula } },
    conversation({ conversationId: formula, topics: [formula], botId: formula }),
    message({ provider: '+1', model: '@SUM(1+1)' }),
    apiCall({ endpoint: '-2+3', errorMessage: formula }),
    metric({ unit: '=1+1' }),
  ])
  const columns = 'name, user_agent, conversation_id, bot_id, provider, model, endpoint, error_message, unit'
  const rows = [
    { name: formula, user_agent: formula },
    { name: 'conversation_changed', conversation_id: formula, bot_id: formula },
    { name: 'message', conversation_id: 'c', provider: '+1', model: '@SUM(1+1)' },
    { name: 'api_call', endpoint: '-2+3', error_message: formula },
    { name: 'cpu', unit: '=1+1' },
  ]
  const names = columns.split(', ')
  const filled = (absent: null | '') =>
    rows.map(row => ({ ...Object.fromEntries(names.map(name => [name, absent])), ...row }))
  expect(await inPostgres(app, 'formulas', columns)).toEqual(filled(null))
  expect(await inClickHouse(app, 'formulas', columns)).toEqual(filled(''))
  expect((await inPostgres(app, 'formulas', 'topics'))[1]).toEqual({ topics: [formula] })
})

test.each(['constructor', '__proto__', 'toString'])(
  'the text %s, which every JavaScript object has as a key, is stored unchanged',
  async word => {
    const shared = { userId: word, sessionId: word, conversationId: word, botId: word, channel: word }
    const usage = { provider: word, model: word, inputTokens: 1, properties: { service_tier: word } }
    await eventsHappened(app, word, [
      { event: { ...shared, name: word } },
      { activity: { ...shared, type: word, username: word, userAgent: word } },
      conversation({ ...shared, topics: [word] }),
      message({ ...shared, ...usage }),
      aiCall({ ...shared, ...usage, errorClass: word, errorMessage: word }),
      apiCall({ ...shared, endpoint: word, method: word, errorMessage: word }),
      metric({ ...shared, name: word, unit: word }),
    ])
    const columns =
      '(select external_id from users where no = user_no) as user, conversation_id, bot_id, provider, model, service_tier'
    const without = {
      ...{ user: word, conversation_id: word, bot_id: word },
      ...{ provider: null, model: null, service_tier: null },
    }
    const used = { ...without, provider: word, model: word }
    expect(await inPostgres(app, word, columns)).toEqual([
      ...[without, without, without],
      ...[used, used],
      ...[without, without],
    ])
  },
)
