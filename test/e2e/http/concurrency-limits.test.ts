import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { type Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Answer } from '../../support/graphql/graphql-request.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp
let holder: Client

const tracks = 'mutation { trackEvent(input: { name: "a" }) { status } }'
/** A question about stored rows, which waits while a test holds their table. */
const asks = '{ segments { totalCount } }'

beforeAll(async () => {
  // Two questions run at once; four may wait for each of them.
  app = await startTestApp({
    MAX_QUESTIONS: '2',
    MAX_IN_FLIGHT: '8',
    QUEUE_WAIT_MS: '1000',
    RATE_QUERY: '15000',
  })
})
afterAll(() => app.close())
beforeEach(async () => {
  holder = await app.services.database.connect()
  await holder.query('begin; lock table definitions')
})
afterEach(() => holder.end())

const limits = () => app.services.gate.concurrency
const letGo = () => holder.query('rollback')
const outcomeOf = ({ status, headers, errors }: Answer<unknown>) => ({
  status,
  code: errors[0]?.extensions.code,
  retryAfter: headers.get('retry-after'),
})
const answered = { status: 200, code: undefined, retryAfter: null }
const overloaded = { status: 503, code: 'OVERLOADED', retryAfter: '1' }

test('a question waits for its turn, and runs when an earlier one has ended', async () => {
  const first = [app.ask(asks), app.ask(asks)]
  await expect.poll(() => limits().questions.running).toBe(2)
  const third = app.ask(asks)
  await expect.poll(() => limits().questions.waiting).toBe(1)
  await letGo()
  expect((await Promise.all([...first, third])).map(outcomeOf)).toEqual([answered, answered, answered])
  expect([limits().questions.running, limits().questions.waiting]).toEqual([0, 0])
})

test('a question that waits too long is refused with a time to retry, and frees its place in the queue', async () => {
  const first = [app.ask(asks), app.ask(asks)]
  await expect.poll(() => limits().questions.running).toBe(2)
  expect(outcomeOf(await app.ask(asks))).toEqual(overloaded)
  expect(limits().questions.waiting).toBe(0)
  await letGo()
  expect((await Promise.all(first)).map(outcomeOf)).toEqual([answered, answered])
  expect(outcomeOf(await app.ask(asks))).toEqual(answered)
})

test('a question that finds no room is charged nothing', async () => {
  const ask = (query: string) => app.ask(query, {}, app.token('admin', 'no room'))
  const remainingOf = ({ headers }: Answer<unknown>) => headers.get('x-ratelimit-remaining')
  const first = [ask(asks), ask(asks)]
  await expect.poll(() => limits().questions.running).toBe(2)
  const refused = await ask(asks)
  await letGo()
  const answers = await Promise.all(first)
  // Three points each: a page costs 2, the request is rounded up.
  expect([outcomeOf(refused), remainingOf(refused)]).toEqual([overloaded, String(15_000 - 2 * 3)])
  expect(answers.map(outcomeOf)).toEqual([answered, answered])
  expect(remainingOf(await ask('{ __typename }'))).toBe(String(15_000 - 2 * 3 - 1))
})

test('tracking and logins run while questions wait', async () => {
  const asking = Promise.all(Array.from({ length: 5 }, () => app.ask(asks)))
  await expect.poll(() => limits().questions.waiting).toBe(3)
  for (let i = 0; i < 20; i++) expect(outcomeOf(await app.ask(tracks))).toEqual(answered)
  const login = 'mutation { obtainToken(username: "nobody", password: "correct horse") { tokenType } }'
  expect(outcomeOf(await app.ask(login, {}, null))).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' })
  await letGo()
  for (const answer of await asking) expect([answered, overloaded]).toContainEqual(outcomeOf(answer))
})

test('a request beyond all queues is refused before its body is read, and everything works again afterwards', async () => {
  const asking = Promise.all(Array.from({ length: 40 }, () => app.ask(asks)))
  await expect.poll(async () => outcomeOf(await app.ask(tracks))).toEqual(overloaded)
  expect((await fetch(new URL('/health/live', app.url))).status).toBe(200)
  // In any spelling of the path.
  const disguised = await fetch(app.url.replace('graphql', '%67raphql#x'), { method: 'POST' })
  expect(disguised.status).toBe(503)
  await letGo()
  for (const answer of await asking) expect([answered, overloaded]).toContainEqual(outcomeOf(answer))
  expect(outcomeOf(await app.ask(tracks))).toEqual(answered)
  expect(outcomeOf(await app.ask(asks))).toEqual(answered)
})

test('slowly arriving bodies take no place', async () => {
  const { hostname: host, port } = new URL(app.url)
  const head = `POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{`
  const slow = Array.from({ length: 20 }, () =>
    connect({ host, port: Number(port) }, function (this: Socket) {
      this.write(head)
    }),
  )
  try {
    await Promise.all(slow.map(socket => once(socket, 'connect')))
    for (let i = 0; i < 20; i++) expect(outcomeOf(await app.ask(tracks))).toEqual(answered)
  } finally {
    for (const socket of slow) socket.destroy()
  }
})

test('the concurrency limits are among the metrics', async () => {
  await letGo()
  const text = await (await fetch(new URL('/metrics', app.url))).text()
  expect(text).toContain('convograph_requests_running{lane="questions"} 0')
  expect(text).toContain('convograph_requests_waiting{lane="tracking"} 0')
  // Requests that were refused before their body was read are counted too.
  expect(text).toMatch(/convograph_requests_total\{operation="refused",status="503"\} [1-9]/)
  expect(text).toMatch(/convograph_errors_total\{code="OVERLOADED"\} [1-9]/)
})
