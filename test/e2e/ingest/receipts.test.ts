import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { SummaryDocument } from '../operations/operations.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

interface Receipt {
  status: string
  timestamp: string | null
  warnings: { code: string; field: string }[]
}

async function receiptsOf({ ask }: Story, ...events: object[]): Promise<Receipt[]> {
  const mutation = `mutation($events: [AnyEventInput!]!) {
    track(input: { events: $events }) { receipts { status timestamp warnings { code field } } }
  }`
  const { data, errors } = await ask<{ track: { receipts: Receipt[] } }>(mutation, { events })
  expect(errors).toEqual([])
  return data!.track.receipts
}

const timestamp = '2026-11-20T09:00:00.000Z'
const open = (more: object = {}) => ({
  event: { eventId: '1', name: 'open', userId: 'ann', timestamp, properties: { plan: 'pro' }, ...more },
})
const accepted = { status: 'ACCEPTED', timestamp, warnings: [] }
const duplicate = { status: 'DUPLICATE', timestamp, warnings: [] }
const different = { ...duplicate, warnings: [{ code: 'DIFFERENT_CONTENT', field: 'eventId' }] }

describe('the time in a receipt', () => {
  test('is the one that is stored, and null for a rejected event', async () => {
    const sent = [
      open({ timestamp: '2026-11-20T10:00:00.0009+01:00' }),
      open({ eventId: '2', timestamp: 1_763_629_200 }),
      open({ timestamp: 'now' }),
    ]
    expect(await receiptsOf(story(app, 'times'), ...sent)).toEqual([
      accepted,
      { ...accepted, timestamp: '2025-11-20T09:00:00.000Z' },
      { status: 'REJECTED', timestamp: null, warnings: [] },
    ])
  })

  test('is the time of arrival when none was sent, and a retry gets that of the first', async () => {
    const project = story(app, 'arrival')
    const before = Date.now()
    const [first] = await receiptsOf(project, open({ timestamp: null }))
    expect(Date.parse(first!.timestamp!)).toBeGreaterThanOrEqual(before)
    expect(await receiptsOf(project, open({ timestamp: null }))).toEqual([{ ...first, status: 'DUPLICATE' }])
  })
})

describe('receipts with a status', () => {
  test('are those of these outcomes alone, with their places in the batch, and the totals are of all', async () => {
    const { ask } = story(app, 'some-receipts')
    const events = [open(), open({ eventId: '2' }), open(), open({ name: null })]
    const some = async (status: string) => {
      const mutation = `mutation($events: [AnyEventInput!]!) {
        track(input: { events: $events }) { accepted duplicates rejected receipts(status: ${status}) { index status } }
      }`
      const { data } = await ask<{ track: object }>(mutation, { events })
      return data!.track
    }
    expect(await some('[DUPLICATE, REJECTED]')).toEqual({
      accepted: 2,
      duplicates: 1,
      rejected: 1,
      receipts: [
        { index: 2, status: 'DUPLICATE' },
        { index: 3, status: 'REJECTED' },
      ],
    })
    const again = { accepted: 0, duplicates: 3, rejected: 1 }
    expect(await some('REJECTED')).toEqual({ ...again, receipts: [{ index: 3, status: 'REJECTED' }] })
    expect(await some('[]')).toEqual({ ...again, receipts: [] })
    expect(await some('null')).toMatchObject({ ...again, receipts: { length: 4 } })
  })
})

describe('a duplicate', () => {
  test('with the same content has no warning, in one batch and in a later one', async () => {
    const project = story(app, 'retry')
    expect(await receiptsOf(project, open(), open())).toEqual([accepted, duplicate])
    expect(await receiptsOf(project, open({ properties: null }), open())).toEqual([duplicate, duplicate])
  })

  test.each([
    ['another user', { userId: 'bob' }],
    ['a new user', { userId: 'a newcomer' }],
    ['another name', { name: 'close' }],
    ['another property', { properties: { plan: 'free' } }],
    ['a field that the first one lacks', { channel: 'web' }],
    ['another time', { timestamp: '2026-11-20T09:00:01Z' }],
  ])('with %s is warned of, and the first one stays', async (title, more) => {
    const project = story(app, title)
    await receiptsOf(project, open(), { event: { name: 'other', userId: 'bob', timestamp } })
    expect(await receiptsOf(project, open(more))).toEqual([different])
    expect(await receiptsOf(project, open())).toEqual([duplicate])
  })

  test('of a call compares the cost that was sent, and not one that was computed', async () => {
    const project = story(app, 'costs')
    const call = (more: object) => ({
      aiCall: { eventId: '1', model: 'gpt-4o', timestamp, inputTokens: 1, ...more },
    })
    expect(await receiptsOf(project, call({ costUsd: '0.5' }))).toEqual([accepted])
    expect(await receiptsOf(project, call({}), call({ costUsd: '0.50' }), call({ costUsd: '0.6' }))).toEqual([
      duplicate,
      duplicate,
      different,
    ])
  })
})

describe('a retry is no other content, although the log has other values by now:', () => {
  test('those of its conversation, which has another bot', async () => {
    const project = story(app, 'conversation changed')
    const change = (eventId: string, botId: string, at: string) => ({
      conversation: { eventId, conversationId: 'c', botId, userId: 'ann', timestamp: at },
    })
    const message = (more: object = {}) => ({
      message: { eventId: '1', conversationId: 'c', role: 'USER', timestamp, ...more },
    })
    await receiptsOf(project, change('start', 'support', timestamp), message())
    await receiptsOf(project, change('moved', 'sales', '2026-11-20T09:00:01Z'))
    expect(await receiptsOf(project, message(), message({ botId: 'legal' }))).toEqual([duplicate, different])
  })

  test('the user that the visitor has become', async () => {
    const project = story(app, 'linked')
    const visit = { userId: null, anonymousId: 'anon-7f' }
    await receiptsOf(project, open(visit), { event: { name: 'other', userId: 'bob', timestamp } })
    await project.answer('mutation { alias(input: { userId: "ann", alias: "anon-7f" }) { user { userId } } }')
    const retries = [open(visit), open({ anonymousId: 'anon-7f' }), open({ userId: 'bob' })]
    expect(await receiptsOf(project, ...retries)).toEqual([duplicate, duplicate, different])
  })

  test('times that are corrected by another sentAt', async () => {
    const project = story(app, 'corrected')
    const conversation = (sentAt: string, more: object = {}) => ({
      conversation: {
        ...{ eventId: '1', conversationId: 'c', sentAt, channel: 'web' },
        ...{ startedAt: '2020-01-01T08:00:00Z', endedAt: '2020-01-01T08:10:00Z', ...more },
      },
    })
    await receiptsOf(project, conversation('2020-01-01T09:00:00Z'))
    const retries = [
      conversation('2020-01-01T09:00:05Z'),
      conversation('2020-01-01T09:00:05Z', { channel: 'app' }),
    ]
    const corrected = { code: 'CLOCK_CORRECTED', field: 'timestamp' }
    expect((await receiptsOf(project, ...retries)).map(({ warnings }) => warnings)).toEqual([
      [corrected],
      [corrected, ...different.warnings],
    ])
  })
})

test('an id is unique among the events of a kind: a message and the call that made it share one', async () => {
  const project = story(app, 'two kinds')
  const message = { message: { eventId: 'chatcmpl-1', conversationId: 'c', role: 'ASSISTANT', timestamp } }
  const call = {
    aiCall: {
      eventId: 'chatcmpl-1',
      provider: 'openai',
      model: 'gpt-4o',
      inputTokens: 1_000,
      outputTokens: 500,
      timestamp,
    },
  }
  expect(await receiptsOf(project, message, call)).toEqual([accepted, accepted])
  expect(await receiptsOf(project, call, message)).toEqual([duplicate, duplicate])
  const { summary } = await project.answer(SummaryDocument, {})
  expect(summary).toMatchObject({ totalEvents: 2, totalMessages: 1 })
})
