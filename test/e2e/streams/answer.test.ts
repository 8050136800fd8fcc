import { createClient } from 'graphql-ws'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { story } from '../../support/story.ts'
import { eventStream, type Message } from '../../support/streams/event-stream.ts'
import { socketUrl } from '../../support/streams/socket-url.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp

beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())
beforeEach(() => {
  app.services.streams.clock.secondMs = 20
})

const counted = `subscription Counted($bot: FilterValue! = "helper") {
  answer(question: { measure: { metrics: [{ name: events }], filter: { dimension: BOT, values: [$bot] } } }) {
    ... on MeasureAnswer { groups { numbers { value } } meta { asOf } }
  }
}`

interface Counted {
  answer: { groups: { numbers: { value: number }[] }[] }
}

const numberIn = ({ answer }: Counted) => answer.groups[0]!.numbers[0]!.value
const answerIn = (message: Message | undefined) => numberIn(message!.data.data as unknown as Counted)

const open = { name: 'open', botId: 'helper' }
const noStreams = () => expect.poll(() => app.services.streams.questions).toBe(0)

test('an answer is sent at once, and again when it has changed', async () => {
  const { happened, token } = story(app, 'changed')
  await happened([open])
  const stream = await eventStream(app, token, counted)
  expect(stream.status).toBe(200)
  expect(Object.fromEntries(stream.headers)).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  })
  expect(answerIn(await stream.next())).toBe(1)
  await happened([open])
  expect(answerIn(await stream.next())).toBe(2)
  stream.close()
  await noStreams()
  expect(stream.text()).toMatch(/^retry: 1000\n:\n\n/)
})

test('an answer that differs only in its meta is not sent', async () => {
  const { happened, token } = story(app, 'unchanged')
  await happened([open])
  const stream = await eventStream(app, token, counted)
  expect(answerIn(await stream.next())).toBe(1)
  const asked = vi.spyOn(app.services.clickhouse, 'query')
  await happened([{ name: 'open', botId: 'another' }])
  await expect.poll(() => asked.mock.calls.filter(([, , signal]) => signal).length).toBeGreaterThan(0)
  asked.mockRestore()
  await happened([open])
  expect(answerIn(await stream.next())).toBe(2)
  expect(stream.text().match(/event: next/g)).toHaveLength(2)
  stream.close()
  await noStreams()
})

test('500 subscribers to one question cost one statement an interval', async () => {
  app.services.streams.clock.secondMs = 200
  const { happened, token } = story(app, 'shared')
  await happened([open])
  const asked = vi.spyOn(app.services.clickhouse, 'query')
  const statements = () => asked.mock.calls.filter(([, , signal]) => signal).length
  const began = performance.now()
  const socket = createClient({ url: socketUrl(app), connectionParams: { authorization: `Bearer ${token}` } })
  const [sse, ...sockets] = [
    await eventStream(app, token, counted),
    ...Array.from({ length: 499 }, (_, i) => socket.iterate<Counted>({ query: named(i) })),
  ] as const
  const values = async () => {
    const answers = await Promise.all(sockets.map(async each => (await each.next()).value!.data!))
    return new Set([answerIn(await sse.next()), ...answers.map(numberIn)])
  }
  expect(await values()).toEqual(new Set([1]))
  expect([app.services.streams.subscribers, app.services.streams.questions]).toEqual([500, 1])
  await happened([open])
  expect(await values()).toEqual(new Set([2]))
  const intervals = Math.ceil((performance.now() - began) / (5 * app.services.streams.clock.secondMs))
  expect(statements()).toBeGreaterThan(1)
  // One at the start, and one for each interval at most.
  expect(statements()).toBeLessThanOrEqual(1 + intervals)
  asked.mockRestore()
  sse.close()
  await socket.dispose()
  await noStreams()
  expect(app.services.streams.subscribers).toBe(0)
})

/** The name of an operation and its white space do not matter. */
const named = (i: number) =>
  counted.replace('Counted', `Counted${i}`).replaceAll('\n', `\n${' '.repeat(i % 9)}`)

test('subscribers of other projects, rights and questions have streams of their own', async () => {
  const here = app.token('admin', 'here')
  const streams = await Promise.all([
    eventStream(app, here, counted),
    eventStream(app, here, counted, { bot: 'another' }),
    eventStream(app, app.token(['admin', 'service'], 'here'), counted),
    eventStream(app, app.token('admin', 'there'), counted),
  ])
  expect(app.services.streams.questions).toBe(4)
  for (const stream of streams) stream.close()
  await noStreams()
})

test('a later subscriber first gets the latest answer, without a statement', async () => {
  app.services.streams.clock.secondMs = 1_000
  const { happened, token } = story(app, 'later')
  await happened([open, open])
  const first = await eventStream(app, token, counted)
  const answer = await first.next()
  expect(answerIn(answer)).toBe(2)
  const second = await eventStream(app, token, counted)
  expect(await second.next()).toEqual(answer)
  first.close()
  second.close()
  await noStreams()
})

test('a stream goes on when its first subscriber leaves', async () => {
  const { happened, token } = story(app, 'leaving')
  const first = await eventStream(app, token, counted)
  const second = await eventStream(app, token, counted)
  expect(answerIn(await second.next())).toBe(0)
  first.close()
  await expect.poll(() => app.services.streams.subscribers).toBe(1)
  await happened([open])
  expect(answerIn(await second.next())).toBe(1)
  second.close()
  await noStreams()
})

test('a question is asked again without events after a minute, since its range moves on', async () => {
  const { token } = story(app, 'idle')
  const stream = await eventStream(app, token, counted)
  expect(answerIn(await stream.next())).toBe(0)
  const asked = vi.spyOn(app.services.clickhouse, 'query')
  await expect.poll(() => asked.mock.calls.length, { timeout: 5_000 }).toBeGreaterThan(0)
  asked.mockRestore()
  stream.close()
  await noStreams()
})

test.each([
  ['intervalSeconds: 4', 'INVALID_INTERVAL'],
  ['intervalSeconds: 3601', 'INVALID_INTERVAL'],
  ['timeZone: "Mars/Base"', 'INVALID_TIME_ZONE'],
  ['range: { preset: TODAY }, dates: { from: "2026-01-01", to: "2026-01-02" }', 'INVALID_RANGE'],
])('wrong arguments (%s) are refused with %s', async (args, reason) => {
  const query = `subscription { answer(question: { measure: { metrics: [{ name: events }] } }, ${args}) { __typename } }`
  const { data, errors } = await app.ask(query)
  expect(data).toBeNull()
  expect(errors.map(({ extensions }) => [extensions.code, extensions.reason])).toEqual([
    ['BAD_USER_INPUT', reason],
  ])
  await noStreams()
})

test('null stands for the default of an argument', async () => {
  const query = 'subscription { answer(question: { timeSeries: {} }, intervalSeconds: null) { __typename } }'
  expect((await app.ask(query)).data).toEqual({ answer: { __typename: 'TimeSeries' } })
  const feed = 'subscription { events(first: null) { arrived } }'
  expect((await app.ask(feed)).data).toEqual({ events: { arrived: 0 } })
})
