import { createHash } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { signToken } from '../../../src/auth/tokens/sign-token.ts'
import { story } from '../../support/story.ts'
import { eventStream } from '../../support/streams/event-stream.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp

beforeAll(async () => {
  app = await startTestApp({ MAX_SUBSCRIPTIONS_PER_CALLER: '2', MAX_SUBSCRIPTIONS: '3', RATE_QUERY: '5000' })
})
afterAll(() => app.close())
afterEach(async () => {
  app.services.streams.clock.secondMs = 1_000
  await expect.poll(() => app.services.streams.subscribers).toBe(0)
})

const counted =
  'subscription { answer(question: { measure: { metrics: [{ name: events }] } }) { ... on MeasureAnswer { groups { numbers { value } } } } }'

const tokenOf = (subject: string) =>
  signToken(app.env, { roles: ['admin'], subject, project: 'limits', expiresInSeconds: 600 })

const refusalOf = async (token: string) => {
  const { status, headers, errors } = await app.ask(counted, {}, token)
  const { code, limit, setting } = errors[0]!.extensions
  return { status, retryAfter: headers.get('retry-after'), code, limit, setting }
}

test('a caller and the process have a limit of open subscriptions', async () => {
  const streams = [
    await eventStream(app, tokenOf('ann'), counted),
    await eventStream(app, tokenOf('ann'), counted),
  ]
  expect(await refusalOf(tokenOf('ann'))).toEqual({
    status: 429,
    retryAfter: '1',
    code: 'TOO_MANY_SUBSCRIPTIONS',
    limit: 2,
    setting: 'MAX_SUBSCRIPTIONS_PER_CALLER',
  })
  streams.push(await eventStream(app, tokenOf('bob'), counted))
  expect(await refusalOf(tokenOf('cid'))).toMatchObject({ limit: 3, setting: 'MAX_SUBSCRIPTIONS' })
  const metrics = await (await fetch(new URL('/metrics', app.url))).text()
  expect(metrics).toContain('\nconvograph_subscriptions 3\n')
  expect(metrics).toContain('\nconvograph_streams 1\n')
  for (const stream of streams) stream.close()
})

test('a dropped connection ends its stream within a second', async () => {
  const stream = await eventStream(app, tokenOf('ann'), counted)
  expect(app.services.streams.questions).toBe(1)
  stream.close()
  await expect.poll(() => app.services.streams.questions, { timeout: 1_000 }).toBe(0)
})

test('a revoked API key ends its subscription with UNAUTHENTICATED', async () => {
  app.services.streams.clock.secondMs = 20
  const { answer } = story(app, 'limits')
  const { createApiKey } = await answer<{ createApiKey: { key: string; apiKey: { id: string } } }>(
    'mutation { createApiKey(input: { name: "wall", scopes: [READ] }) { key apiKey { id } } }',
  )
  const stream = await eventStream(app, createApiKey!.key, counted)
  expect((await stream.next())!.data.errors).toBeUndefined()
  await answer(
    `mutation { revokeApiKey(input: { id: "${createApiKey!.apiKey.id}" }) { userErrors { code } } }`,
  )
  const last = await stream.next()
  expect(last!.data.errors!.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED'])
  expect((await stream.next())!.event).toBe('complete')
})

test('the start and each answer are charged, and both ends are in the audit log', async () => {
  app.services.streams.clock.secondMs = 20
  const { happened, answer } = story(app, 'limits')
  const subject = `charged-${createHash('sha1').update(String(performance.now())).digest('hex').slice(0, 6)}`
  const token = tokenOf(subject)
  const used = async () => {
    const { data } = await app.ask<{ rateLimit: { remaining: number } }>(
      '{ rateLimit { remaining } }',
      {},
      token,
    )
    return data!.rateLimit.remaining
  }
  const stream = await eventStream(app, token, counted.replace('subscription', 'subscription Wall'))
  await stream.next()
  const before = await used()
  await happened([{ name: 'open' }])
  await stream.next()
  expect(await used()).toBeLessThan(before - 1)
  stream.close()
  await expect.poll(() => app.services.streams.subscribers).toBe(0)
  const entries = async () =>
    (
      await answer<{ auditLog: { nodes: Record<string, unknown>[] } }>(
        `{ auditLog(filter: { subject: "${subject}", kind: SUBSCRIPTION }) {
          nodes { kind operationName fields outcome cost requestId }
        } }`,
      )
    ).auditLog!.nodes
  await expect.poll(entries).toHaveLength(2)
  const [end, start] = await entries()
  expect(start).toMatchObject({ operationName: 'Wall', fields: ['answer'], outcome: 'OK' })
  expect(end).toEqual({ ...start, cost: end!.cost })
  expect(Number(start!.cost)).toBeGreaterThan(1)
  // An answer that did not change costs as much as one that is sent.
  expect(Number(end!.cost) % Number(start!.cost)).toBe(0)
  expect(Number(end!.cost)).toBeGreaterThan(0)
})
