import { createHmac } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type ReceivedRequest,
  startWebhookReceiver,
  type WebhookReceiver,
} from '../../support/delivery/webhook-receiver.ts'
import {
  act,
  createDestination,
  deadLettersOf,
  destinationAt,
  destinationNow,
} from '../../support/forwarding/destinations.ts'
import { receivedRows } from '../../support/forwarding/received-rows.ts'
import { startWorkers, type Workers } from '../../support/forwarding/workers.ts'
import { forget } from '../../support/privacy/forget.ts'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'

let app: TestApp
let receiver: WebhookReceiver
let workers: Workers
/** Answers by the path of the request; 200 without one. */
const answers = new Map<string, (response: ServerResponse, request: ReceivedRequest) => void>()
beforeAll(async () => {
  receiver = await startWebhookReceiver((response, request) => {
    const answer = answers.get(request.url)
    if (answer) answer(response, request)
    else response.end()
  })
  app = await startTestApp({ WEBHOOK_ALLOW_PRIVATE: '127.0.0.1' })
  workers = await startWorkers(app)
})
afterAll(async () => {
  await workers.stop()
  await receiver.close()
  await app.close()
})

const urlOf = (path: string) => receiver.url.replace('/hook', path)
const requestsAt = (path: string) => receiver.requests.filter(({ url }) => url === path)
type Line = Record<string, unknown> & { properties: Record<string, unknown> }
/** The rows that a destination of the kind `HTTP_NDJSON` got, as they came. */
const linesAt = (path: string): Line[] =>
  requestsAt(path).flatMap(({ body }) =>
    body
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line) as Line),
  )
const namesAt = (path: string) => linesAt(path).map(({ name }) => name)

const happened = (project: string, ...names: string[]) =>
  eventsHappened(
    app,
    project,
    names.map(name => ({ event: { name, userId: 'ann' } })),
  )

const ndjson = (told: Story, path: string, more = '') =>
  destinationAt(told, 'HTTP_NDJSON', urlOf(path), `sendsUsers: false, ${more}`)

describe('the rows of a destination', () => {
  test('are those from its creation on, with all their fields', async () => {
    const told = story(app, 'fields')
    await happened('fields', 'before')
    const { id } = await ndjson(
      told,
      '/fields',
      'secret: "t0ken", headers: [{ name: "X-Team", value: "blue" }]',
    )
    await eventsHappened(app, 'fields', [
      {
        event: {
          eventId: 'e1',
          name: 'signup',
          userId: 'ann',
          sessionId: 's1',
          channel: 'web',
          timestamp: '2026-03-01T10:00:00.250Z',
          properties: { plan: 'pro' },
        },
      },
      {
        aiCall: {
          eventId: 'e1',
          model: 'gpt-4o',
          provider: 'openai',
          inputTokens: 10,
          costUsd: '0.25',
          durationMs: 5,
        },
      },
    ])
    await workers.settle(id)
    const [signup, call] = linesAt('/fields')
    expect(signup).toEqual({
      type: 'event',
      messageId: 'event:e1',
      uuid: expect.stringMatching(/^[\da-f-]{36}$/),
      timestamp: '2026-03-01T10:00:00.250Z',
      receivedAt: expect.any(String),
      kind: 'event',
      name: 'signup',
      userId: 'ann',
      sessionId: 's1',
      channel: 'web',
      properties: { plan: 'pro' },
    })
    expect(call).toMatchObject({ messageId: 'ai_call:e1', model: 'gpt-4o', inputTokens: 10, costUsd: 0.25 })
    expect(requestsAt('/fields')[0]!.headers).toMatchObject({
      authorization: 'Bearer t0ken',
      'x-team': 'blue',
    })
    expect(await destinationNow(told, id)).toMatchObject({
      status: 'RUNNING',
      sent: 2,
      skipped: 0,
      failed: 0,
      lag: { events: 0, seconds: 0 },
      error: null,
    })
  })

  test('begin at `startAt`, and are sent again under the same ids after a rewind', async () => {
    const told = story(app, 'rewound')
    await happened('rewound', 'first', 'second')
    await new Promise(resolve => setTimeout(resolve, 5))
    const middle = new Date().toISOString()
    await happened('rewound', 'third')
    const { id } = await ndjson(told, '/rewound', 'startAt: "2020-01-01T00:00:00Z"')
    await workers.settle(id)
    expect(namesAt('/rewound')).toEqual(['first', 'second', 'third'])
    await act(told, 'rewindDestination', id, `to: "${middle}"`)
    await workers.settle(id)
    expect(namesAt('/rewound')).toEqual(['first', 'second', 'third', 'third'])
    const [, , once, again] = linesAt('/rewound')
    expect([again!.messageId, again!.uuid]).toEqual([once!.messageId, once!.uuid])
    await happened('rewound', 'fourth')
    await workers.settle(id)
    expect([namesAt('/rewound').at(-1), (await destinationNow(told, id)).sent]).toEqual(['fourth', 5])
  })

  test('wait while it is paused', async () => {
    const told = story(app, 'paused')
    const { id } = await ndjson(told, '/paused')
    await workers.settle(id)
    expect((await act(told, 'pauseDestination', id)).status).toBe('PAUSED')
    await happened('paused', 'a', 'b')
    await workers.settle(id)
    expect(await destinationNow(told, id)).toMatchObject({ status: 'PAUSED', sent: 0, lag: { events: 2 } })
    await act(told, 'resumeDestination', id)
    await workers.settle(id)
    expect(namesAt('/paused')).toEqual(['a', 'b'])
  })

  test('pass its filter, its sample, and have no dropped field; hashed ones are the same text each time', async () => {
    const told = story(app, 'filtered')
    const filter =
      'filter: { kinds: [CUSTOM], names: ["buy"], channels: ["web"], properties: [{ key: "plan", values: ["pro", "5"] }] }'
    const { id } = await ndjson(
      told,
      '/filtered',
      `${filter}, dropFields: ["sessionId", "properties.email"], hashFields: ["properties.phone"], hashUsers: true`,
    )
    const buy = (plan: unknown, more = {}) => ({
      event: {
        name: 'buy',
        userId: 'ann',
        sessionId: 's',
        channel: 'web',
        properties: { plan, email: 'ann@example.com', phone: '+1' },
        ...more,
      },
    })
    await eventsHappened(app, 'filtered', [
      buy('pro'),
      buy(5),
      buy('free'),
      buy('pro', { name: 'look' }),
      buy('pro', { channel: 'slack' }),
      { activity: { type: 'buy', userId: 'ann', channel: 'web' } },
    ])
    await workers.settle(id)
    const lines = linesAt('/filtered')
    expect(lines.map(({ properties }) => properties.plan)).toEqual(['pro', 5])
    const { rows } = await app.services.database.pool.query('select salt from destinations where id = $1', [
      id,
    ])
    const hash = (text: string) => createHmac('sha256', rows[0].salt).update(text).digest('hex')
    for (const line of lines) {
      expect([line.userId, line.properties.phone]).toEqual([hash('ann'), hash('+1')])
      expect([line.sessionId, line.properties.email]).toEqual([undefined, undefined])
    }
    expect(await destinationNow(told, id)).toMatchObject({ sent: 2, skipped: 4 })
  })

  test('are those of the same users in each destination with a sample', async () => {
    const told = story(app, 'sampled')
    const quarter = await ndjson(told, '/quarter', 'sampleRate: 0.25')
    const half = await ndjson(told, '/half', 'sampleRate: 0.5')
    const users = Array.from({ length: 200 }, (_, i) => `u${i}`)
    const events = [...users, ...users].map(userId => ({ event: { name: 'x', userId } }))
    await eventsHappened(app, 'sampled', events)
    for (const { id } of [quarter, half]) await workers.settle(id)
    const usersAt = (path: string) => new Set(linesAt(path).map(({ userId }) => userId))
    const [few, more] = [usersAt('/quarter'), usersAt('/half')]
    // Four standard deviations around 50 and 100 of 200.
    expect([few.size > 26 && few.size < 74, more.size > 72 && more.size < 128]).toEqual([true, true])
    expect(few.isSubsetOf(more)).toBe(true)
    // Both events of each of them.
    expect([linesAt('/quarter').length, linesAt('/half').length]).toEqual([few.size * 2, more.size * 2])
  })

  test('are in requests of at most 500', async () => {
    const told = story(app, 'many')
    const { id } = await ndjson(told, '/many')
    for (let part = 0; part < 2; part++)
      await happened('many', ...Array.from({ length: 600 }, (_, n) => `n${part * 600 + n}`))
    await workers.settle(id)
    const sizes = requestsAt('/many').map(({ body }) => body.trimEnd().split('\n').length)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(500)
    expect(namesAt('/many')).toEqual(Array.from({ length: 1_200 }, (_, n) => `n${n}`))
  })

  test('include users with their traits as they are now, and aliases', async () => {
    const told = story(app, 'users')
    const { id } = await destinationAt(told, 'SEGMENT', urlOf('/users'), 'secret: "key"')
    answers.set('/users/v1/batch', (response, request) => {
      receivedRows.SEGMENT!({ ...request, url: '/SEGMENT/v1/batch' }, 'key')
      response.end('{"success":true}')
    })
    await told.answer(
      'mutation { identify(input: { userId: "ann", username: "Ann", traits: { plan: "pro" } }) { userErrors { code } } }',
    )
    await told.answer(
      'mutation { alias(input: { userId: "ann", alias: "visitor-7" }) { userErrors { code } } }',
    )
    await happened('users', 'x')
    await workers.settle(id)
    const calls = requestsAt('/users/v1/batch').flatMap(({ body }) => JSON.parse(body).batch)
    expect(calls).toMatchObject([
      { type: 'identify', userId: 'ann', traits: { name: 'Ann', plan: 'pro' } },
      { type: 'alias', userId: 'ann', previousId: 'visitor-7' },
      { type: 'track', userId: 'ann', event: 'x', messageId: expect.stringMatching(/^event:/) },
    ])
  })
})

describe('a server that', () => {
  test.each([
    [401, 'UNAUTHORIZED'],
    [403, 'UNAUTHORIZED'],
    [302, 'WRONG_ADDRESS'],
    [404, 'WRONG_ADDRESS'],
    [410, 'WRONG_ADDRESS'],
  ])('answers %i stops the destination, and nothing is lost', async (status, code) => {
    const project = `status ${status}`
    const path = `/status-${status}`
    const told = story(app, project)
    answers.set(path, response =>
      response.writeHead(status, { location: urlOf('/elsewhere') }).end('no: t0ken'),
    )
    const { id } = await ndjson(told, path, 'secret: "t0ken"')
    await happened(project, 'a')
    await workers.settle(id)
    const stopped = await destinationNow(told, id)
    expect(stopped).toMatchObject({
      status: 'STOPPED',
      sent: 0,
      failed: 0,
      error: { code, status },
      lag: { events: 1 },
    })
    // The answer repeats the secret, the error does not.
    expect(stopped.error!.message).toBe(`The server answered ${status}. no: …`)
    expect(requestsAt('/elsewhere')).toEqual([])
    answers.delete(path)
    await act(told, 'resumeDestination', id)
    await workers.settle(id)
    expect(await destinationNow(told, id)).toMatchObject({ status: 'RUNNING', sent: 1 })
  })

  test('asks for a pause gets one', async () => {
    const told = story(app, 'asking')
    answers.set('/asking', response => response.writeHead(429, { 'retry-after': '3600' }).end())
    const { id } = await ndjson(told, '/asking')
    await happened('asking', 'a')
    await expect
      .poll(async () => {
        // Another step would move the clock to the end of the pause.
        if (requestsAt('/asking').length === 0) await workers.step(id)
        return (await destinationNow(told, id)).status
      })
      .toBe('RETRYING')
    const before = requestsAt('/asking').length
    const { destination } = await told.answer<{ destination: { nextAttemptAt: string } }>(
      `{ destination(id: "${id}") { nextAttemptAt } }`,
    )
    const waitMs = Date.parse(destination.nextAttemptAt) - Date.now() - workers.clock.aheadMs
    expect([before, waitMs > 3_500_000 && waitMs <= 3_600_000]).toEqual([1, true])
    expect((await destinationNow(told, id)).error).toMatchObject({ code: 'RATE_LIMITED', status: 429 })
    answers.delete('/asking')
    await workers.settle(id)
    expect(requestsAt('/asking').length).toBe(2)
  })

  test('refuses single rows leaves them as dead letters, which can be sent again', async () => {
    const told = story(app, 'letters')
    let isMended = false
    answers.set('/letters', (response, { body }) => {
      const isBad = /"name":"bad/.test(body) && !isMended
      response.writeHead(isBad ? 422 : 200).end(isBad ? 'bad name' : '')
    })
    const { id } = await ndjson(told, '/letters')
    const names = Array.from({ length: 20 }, (_, n) => (n === 3 || n === 17 ? `bad ${n}` : `good ${n}`))
    await happened('letters', ...names)
    await workers.settle(id)
    expect(await destinationNow(told, id)).toMatchObject({
      status: 'RUNNING',
      sent: 18,
      failed: 2,
      deadLetterCount: 2,
    })
    const letters = await deadLettersOf(told, id)
    expect(letters).toMatchObject([
      {
        thing: 'EVENT',
        code: 'REFUSED',
        status: 422,
        attempts: 1,
        isDue: false,
        message: 'The server answered 422. bad name',
      },
      { thing: 'EVENT', code: 'REFUSED' },
    ])
    const again = (ids = '') =>
      told.answer<{ redeliverDeadLetters: { count: number } }>(
        `mutation { redeliverDeadLetters(input: { destinationId: "${id}" ${ids} }) { count userErrors { code } } }`,
      )
    // Still refused.
    expect((await again()).redeliverDeadLetters.count).toBe(2)
    await workers.settle(id)
    expect((await deadLettersOf(told, id)).map(({ attempts, isDue }) => [attempts, isDue])).toEqual([
      [2, false],
      [2, false],
    ])
    isMended = true
    expect((await again(`ids: ["${letters[0]!.id}", "999", "x"]`)).redeliverDeadLetters.count).toBe(1)
    await workers.settle(id)
    expect(linesAt('/letters').at(-1)).toMatchObject({ name: 'bad 17', messageId: letters[0]!.messageId })
    expect(await deadLettersOf(told, id)).toHaveLength(1)
  })

  test('refuses everything stops the destination after 100 rows', async () => {
    const told = story(app, 'refusing')
    answers.set('/refusing', response => response.writeHead(400).end())
    const { id } = await ndjson(told, '/refusing')
    await happened('refusing', ...Array.from({ length: 130 }, (_, n) => `n${n}`))
    await workers.settle(id)
    expect(await destinationNow(told, id)).toMatchObject({
      status: 'STOPPED',
      failed: 100,
      deadLetterCount: 100,
      error: { code: 'ALL_REFUSED' },
      lag: { events: 30 },
    })
  })

  test('does not answer delays no other destination, nor questions', async () => {
    const told = story(app, 'slow')
    const slow = await startWebhookReceiver(() => undefined)
    for (let n = 0; n < 10; n++) await destinationAt(told, 'HTTP_NDJSON', slow.url)
    const { id } = await ndjson(told, '/fast')
    await happened('slow', 'a')
    await expect
      .poll(async () => {
        await workers.step(id)
        return namesAt('/fast')
      })
      .toEqual(['a'])
    expect(await told.answer('{ summary { totalEvents } }')).toEqual({ summary: { totalEvents: 1 } })
    await slow.close()
  })
})

test('nothing of an erased user is sent any more, nor kept as a dead letter', async () => {
  const told = story(app, 'erased')
  answers.set('/erased', (response, { body }) => {
    response.writeHead(body.includes('"bad"') ? 422 : 200).end()
  })
  const { id } = await ndjson(told, '/erased')
  await happened('erased', 'bad', 'good')
  await workers.settle(id)
  expect(await deadLettersOf(told, id)).toHaveLength(1)
  await act(told, 'pauseDestination', id)
  await eventsHappened(app, 'erased', [
    { event: { name: 'waits', userId: 'ann', properties: { email: 'ann@example.com' } } },
    { event: { name: 'waits', userId: 'bob' } },
  ])
  await forget(app.services.database.pool, 'erased', 'ann')
  await act(told, 'resumeDestination', id)
  await workers.settle(id)
  expect(linesAt('/erased').at(-1)).toMatchObject({ name: 'waits', userId: 'bob' })
  expect(linesAt('/erased').filter(({ name }) => name === 'waits')).toHaveLength(1)
  await expect.poll(() => deadLettersOf(told, id)).toEqual([])
})

test('events wait for no user who changes after them, so that they arrive while users change all the time', async () => {
  const told = story(app, 'busy')
  const named = (n: number) =>
    told.answer(
      `mutation { identify(input: { userId: "u${n}", username: "User ${n}" }) { userErrors { code } } }`,
    )
  let users = 1
  answers.set('/busy', (response, { body }) => {
    const another = body.includes('"type":"identify"') && users < 30 ? named(++users) : undefined
    void Promise.resolve(another).then(() => response.end())
  })
  const { id } = await destinationAt(told, 'HTTP_NDJSON', urlOf('/busy'))
  await act(told, 'pauseDestination', id)
  await named(1)
  await happened('busy', 'waits')
  await act(told, 'resumeDestination', id)
  await workers.settle(id)
  const types = linesAt('/busy').map(({ type }) => type)
  expect(types).toContain('event')
  expect(types.indexOf('event')).toBeLessThan(types.lastIndexOf('identify'))
})

describe('a transaction that commits late', () => {
  test('is waited for, so that no row is left out', async () => {
    const told = story(app, 'late')
    const { id } = await ndjson(told, '/late')
    const session = await app.services.database.pool.connect()
    await session.query('begin')
    await session.query(
      `insert into events (project, event_id, kind, name, occurred_at) values ('late', 'l', 'event', 'late', now())`,
    )
    await happened('late', 'early')
    for (let n = 0; n < 5; n++) await workers.step(id)
    expect(linesAt('/late')).toEqual([])
    await session.query('commit')
    session.release()
    await workers.settle(id)
    expect(namesAt('/late')).toEqual(['late', 'early'])
  })
})

describe('an input is refused', () => {
  test.each([
    ['kind: HTTP_NDJSON', 'REQUIRED', 'url'],
    ['kind: OTLP', 'REQUIRED', 'url'],
    ['kind: SEGMENT', 'REQUIRED', 'secret'],
    ['kind: SEGMENT, region: IN, secret: "k"', 'INVALID_CHOICE', 'region'],
    ['kind: POSTHOG, secret: "two words"', 'INVALID_TEXT', 'secret'],
    ['kind: POSTHOG, secret: "k\\r\\nX-Admin: 1"', 'INVALID_TEXT', 'secret'],
    ['kind: WEBHOOK, url: "https://example.com", secret: "whsec_short"', 'INVALID_TEXT', 'secret'],
    ['kind: HTTP_NDJSON, url: "http://example.com"', 'INVALID_URL', 'url'],
    ['kind: HTTP_NDJSON, url: "https://example.com:22"', 'INVALID_URL', 'url'],
    ['kind: HTTP_NDJSON, url: "https://ann:pw@example.com"', 'INVALID_URL', 'url'],
    ['kind: HTTP_NDJSON, url: "file:///etc/passwd"', 'INVALID_URL', 'url'],
    ['kind: HTTP_NDJSON, url: "https://example.com/\\r\\nX: 1"', 'INVALID_URL', 'url'],
    ...[
      'https://localhost',
      'https://10.0.0.1',
      'https://169.254.169.254/latest/meta-data',
      'https://0x0a000001',
      'https://167772161',
      'https://[::1]',
      'https://[::ffff:10.0.0.1]',
      'https://[fd00::1]',
      'https://192.168.1.1:8443',
    ].map(url => [`kind: MIXPANEL, secret: "k", url: "${url}"`, 'ADDRESS_NOT_ALLOWED', 'url']),
    [
      'kind: HTTP_NDJSON, url: "https://a.example", headers: [{ name: "X", value: "1\\r\\nY: 2" }]',
      'INVALID_HEADER',
      'value',
    ],
    [
      'kind: HTTP_NDJSON, url: "https://a.example", headers: [{ name: "Host", value: "b" }]',
      'INVALID_HEADER',
      'name',
    ],
    ['kind: SEGMENT, secret: "k", sampleRate: 0', 'OUT_OF_RANGE', 'sampleRate'],
    ['kind: SEGMENT, secret: "k", sampleRate: 1.5', 'OUT_OF_RANGE', 'sampleRate'],
    ['kind: SEGMENT, secret: "k", dropFields: ["email"]', 'UNKNOWN_FIELD', 'dropFields'],
    ['kind: SEGMENT, secret: "k", hashFields: ["__proto__"]', 'UNKNOWN_FIELD', 'hashFields'],
    ['kind: SEGMENT, secret: "k", filter: { names: [] }', 'REQUIRED', 'names'],
    [
      'kind: SEGMENT, secret: "k", filter: { properties: [{ key: "a", values: [] }] }',
      'REQUIRED',
      'properties',
    ],
    ['kind: SEGMENT, secret: "k", startAt: "2099-01-01T00:00:00Z"', 'TIMESTAMP_OUT_OF_RANGE', 'startAt'],
  ])('%s: %s', async (input, code, field) => {
    const { destination, userErrors } = await createDestination(
      story(app, 'refused'),
      `{ name: "d", ${input} }`,
    )
    expect([destination, userErrors]).toMatchObject([null, [{ code, field }]])
  })

  test('that gives another URL the secrets of the one before', async () => {
    const told = story(app, 'moved')
    const { id } = await ndjson(told, '/moved', 'secret: "k", headers: [{ name: "X-Key", value: "v" }]')
    const update = async (more: string) => {
      const { payload } = await told.answer<{ payload: { userErrors: { code: string; field: string }[] } }>(
        `mutation { payload: updateDestination(input: { id: "${id}", expectedVersion: 1, url: "${urlOf('/thief')}" ${more} }) { userErrors { code field } } }`,
      )
      return payload.userErrors
    }
    expect(await update('')).toEqual([{ code: 'REQUIRED', field: 'secret' }])
    expect(await update(', secret: "k2"')).toEqual([{ code: 'REQUIRED', field: 'headers' }])
    expect(await update(', secret: "k2", headers: null')).toEqual([])
    await happened('moved', 'a')
    await workers.settle(id)
    expect(requestsAt('/thief')[0]!.headers.authorization).toBe('Bearer k2')
    expect(requestsAt('/thief')[0]!.headers['x-key']).toBeUndefined()
  })

  test('that gives another URL the headers of a webhook, whose secret only signs', async () => {
    const told = story(app, 'rehooked')
    const headers = 'headers: [{ name: "X-Key", value: "v" }]'
    const { id } = await destinationAt(told, 'WEBHOOK', urlOf('/rehooked'), headers)
    const update = async (more: string) => {
      const { payload } = await told.answer<{ payload: { userErrors: object[] } }>(
        `mutation { payload: updateDestination(input: { id: "${id}", expectedVersion: 1, url: "${urlOf('/other')}" ${more} }) { userErrors { code field } } }`,
      )
      return payload.userErrors
    }
    expect(await update('')).toEqual([{ code: 'REQUIRED', field: 'headers' }])
    expect(await update(', headers: null')).toEqual([])
  })

  test('for a time to rewind to that lies ahead', async () => {
    const told = story(app, 'ahead')
    const { id } = await ndjson(told, '/ahead')
    expect(
      await told.answer(
        `mutation { rewindDestination(input: { id: "${id}", to: "2099-01-01T00:00:00Z" }) { userErrors { code field } } }`,
      ),
    ).toEqual({ rewindDestination: { userErrors: [{ code: 'TIMESTAMP_OUT_OF_RANGE', field: 'to' }] } })
  })
})

describe('a test of a destination', () => {
  test.each(Object.keys(receivedRows))(
    'of the kind %s sends one row that the product understands',
    async kind => {
      const told = story(app, 'tested')
      const secret = kind === 'WEBHOOK' ? '' : 'secret: "k"'
      const made = await destinationAt(told, kind, urlOf(`/${kind}`), secret)
      const got: unknown[] = []
      const answer = (response: ServerResponse, request: ReceivedRequest) => {
        got.push(...receivedRows[kind]!({ ...request }, made.secret ?? 'k').map(({ user }) => user))
        response.end('{"code":200}')
      }
      for (const path of ['', '/v1/batch', '/batch/', '/import?strict=1'])
        answers.set(`/${kind}${path}`, answer)
      const { payload } = await told.answer<{ payload: object }>(
        `mutation { payload: testDestination(input: { id: "${made.id}" }) { test { isDelivered status code answer } userErrors { code } } }`,
      )
      expect(payload).toEqual({
        test: { isDelivered: true, status: 200, code: null, answer: '{"code":200}' },
        userErrors: [],
      })
      expect(got).toEqual(['convograph-test'])
      await act(told, 'pauseDestination', made.id)
    },
  )

  test('tells what was answered, without the secret', async () => {
    const told = story(app, 'tested badly')
    answers.set('/tested-badly', response => response.writeHead(401).end('not t0ken'))
    const { id } = await ndjson(told, '/tested-badly', 'secret: "t0ken"')
    expect(
      await told.answer(
        `mutation { testDestination(input: { id: "${id}" }) { test { isDelivered status code answer } } }`,
      ),
    ).toEqual({
      testDestination: { test: { isDelivered: false, status: 401, code: 'UNAUTHORIZED', answer: 'not …' } },
    })
  })
})

test.each(['', 'secret: null'])(
  'the secret of a webhook with {%s} is shown when it is made, kept, and never shown again',
  async given => {
    const told = story(app, 'shown once')
    const made = await destinationAt(told, 'WEBHOOK', urlOf('/shown'), given)
    expect(made.secret).toMatch(/^whsec_/)
    expect(await destinationNow(told, made.id)).toMatchObject({ secret: null, hasSecret: true })
    const { rows } = await app.services.database.pool.query(
      'select content::text from definitions where id = $1',
      [made.id],
    )
    expect(rows[0].content).not.toContain('whsec')
  },
)

test('a deleted destination gets nothing more', async () => {
  const told = story(app, 'deleted')
  const { id } = await ndjson(told, '/deleted')
  await workers.settle(id)
  await told.answer(`mutation { deleteDestination(input: { id: "${id}" }) { deletedId } }`)
  await happened('deleted', 'a')
  for (let n = 0; n < 3; n++) await workers.step(id)
  expect(linesAt('/deleted')).toEqual([])
})

test('the metrics show the destinations and their rows', async () => {
  const text = await (await fetch(app.url.replace('/graphql', '/metrics'))).text()
  expect(text).toMatch(/convograph_destinations\{state="RUNNING"\} [1-9]/)
  expect(text).toMatch(/convograph_destinations_lag_seconds \d/)
  expect(text).toMatch(/convograph_forwarded_rows_total\{kind="HTTP_NDJSON",outcome="sent"\} [1-9]/)
})
