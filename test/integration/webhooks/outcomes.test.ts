import { type ClientBase } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DeliveryFailure } from '../../../src/delivery/delivery-failure.ts'
import { pooledTransaction, transaction } from '../../../src/postgres/transaction.ts'
import { storeFailure } from '../../../src/webhooks/sending/store-outcome.ts'
import { waitingDelivery } from '../../../src/webhooks/sending/waiting-delivery.ts'
import { announced, deliveriesOf, hookAt } from '../../support/delivery/webhooks.ts'
import { sessionsWaiting } from '../../support/sessions-waiting.ts'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp({ WEBHOOK_ALLOW_PRIVATE: '127.0.0.1' })
  // The test itself stores the outcomes.
  await app.services.jobs.stop()
})
afterAll(() => app.close())

const url = 'http://127.0.0.1:9/hook'
const refused = new DeliveryFailure('REFUSED', 'The webhook answered 500.')
const cancelled = new DeliveryFailure('CANCELLED', 'The announcement is too old.', { isFinal: true })

/** The begin of an attempt, which can fail afterwards. */
async function attempt(told: Story, project: string, round = 0) {
  const { pool } = app.services.database
  const [{ id: nodeId } = { id: '' }] = await deliveriesOf(told)
  const { rows } = await pool.query<{ id: string }>(
    `select id from deliveries where project = $1 order by no desc`,
    [project],
  )
  const deliveryId = rows[0]!.id
  const delivery = await waitingDelivery(pool, project, { deliveryId, round })
  const { rows: jobs } = await pool.query('select * from work where project = $1', [project])
  const job = { ...jobs[0], payload: { deliveryId, round } }
  return {
    nodeId,
    /** Stores a failure in a transaction, and does `meanwhile` after its first statement. */
    async failed(failure: DeliveryFailure, at: string, meanwhile = async () => {}) {
      const client = await pool.connect()
      try {
        await transaction(client, async () => {
          const stored = pausing(client, meanwhile)
          await storeFailure(
            stored,
            { now: () => new Date(at), sendMail: undefined },
            job,
            delivery!,
            failure,
          )
        })
      } finally {
        client.release()
      }
    },
  }
}

/** The session of a transaction that stops once, after its first statement. */
function pausing(client: ClientBase, meanwhile: () => Promise<void>): ClientBase {
  let isFirst = true
  const query = async (text: string, values: unknown[]) => {
    const result = await client.query(text, values)
    if (isFirst) await meanwhile()
    isFirst = false
    return result
  }
  return { query } as unknown as ClientBase
}

const health = async (told: Story) =>
  (
    await told.answer<{ webhooks: { nodes: [{ isEnabled: boolean; failingSince: string | null }] } }>(
      '{ webhooks { nodes { isEnabled failingSince } } }',
    )
  ).webhooks.nodes[0]

test('a message that was not sent begins no failing time of its webhook', async () => {
  const told = story(app, 'cancelled')
  await hookAt(told, url)
  await announced(app, 'cancelled')
  const { failed } = await attempt(told, 'cancelled')
  await failed(cancelled, '2026-03-01T00:00:00Z')
  expect(await deliveriesOf(told)).toMatchObject([{ state: 'FAILED', error: { code: 'CANCELLED' } }])
  expect(await health(told)).toEqual({ isEnabled: true, failingSince: null })
})

test('a message that was not sent does not disable a webhook whose last attempt failed 5 days before', async () => {
  const told = story(app, 'quiet')
  await hookAt(told, url)
  await announced(app, 'quiet')
  const first = await attempt(told, 'quiet')
  await first.failed(refused, '2026-03-01T00:00:00Z')
  await first.failed(cancelled, '2026-03-06T00:00:00Z')
  expect(await health(told)).toEqual({ isEnabled: true, failingSince: '2026-03-01T00:00:00.000Z' })
})

test('an attempt of a former round begins no failing time', async () => {
  const told = story(app, 'again')
  await hookAt(told, url)
  await announced(app, 'again')
  const former = await attempt(told, 'again')
  expect(
    await told.answer(`mutation { redeliver(input: { deliveryId: "${former.nodeId}" }) { count } }`),
  ).toEqual({ redeliver: { count: 1 } })
  await former.failed(refused, '2026-03-01T00:00:00Z')
  expect(await health(told)).toEqual({ isEnabled: true, failingSince: null })
  const { failed } = await attempt(told, 'again', 1)
  await failed(refused, '2026-03-02T00:00:00Z')
  expect(await health(told)).toEqual({ isEnabled: true, failingSince: '2026-03-02T00:00:00.000Z' })
})

const gone = new DeliveryFailure('GONE', 'The webhook answered 410.', { isFinal: true })
const secretLost = new DeliveryFailure('SECRET_LOST', 'The secret cannot be read.', { isFinal: true })
const notAllowed = new DeliveryFailure('ADDRESS_NOT_ALLOWED', 'The host is not public.', { isFinal: true })

test.each([
  [
    'moved',
    gone,
    (id: string) => `updateWebhook(input: { id: "${id}", expectedVersion: 1, url: "${url}/new" })`,
  ],
  [
    'moved away',
    notAllowed,
    (id: string) => `updateWebhook(input: { id: "${id}", expectedVersion: 1, url: "${url}/new" })`,
  ],
  ['another secret', gone, (id: string) => `rotateWebhookSecret(input: { id: "${id}" })`],
  ['a lost secret', secretLost, (id: string) => `rotateWebhookSecret(input: { id: "${id}" })`],
  [
    'enabled again',
    gone,
    (id: string) => `updateWebhook(input: { id: "${id}", expectedVersion: 1, isEnabled: true })`,
  ],
])(
  'a failure of the webhook as it was before counts for nothing, and the message is sent to the present one: %s',
  async (project, failure, change) => {
    const told = story(app, project)
    const { id } = await hookAt(told, url)
    await announced(app, project)
    const { failed } = await attempt(told, project)
    await told.answer(`mutation { made: ${change(id)} { userErrors { code } } }`)
    await failed(failure, '2026-03-01T00:00:00Z')
    expect(await deliveriesOf(told)).toMatchObject([
      {
        state: 'WAITING',
        attempts: 1,
        error: { code: failure.code },
        nextAttemptAt: expect.stringMatching(/^2026-03-01T00:00:0[456]/),
      },
    ])
    expect(await health(told)).toEqual({ isEnabled: true, failingSince: null })
    const present = await attempt(told, project)
    await present.failed(gone, '2026-03-01T00:01:00Z')
    expect(await health(told)).toEqual({ isEnabled: false, failingSince: '2026-03-01T00:01:00.000Z' })
  },
)

test('a 410 to a message that was begun again meanwhile disables its webhook', async () => {
  const told = story(app, 'gone again')
  await hookAt(told, url)
  await announced(app, 'gone again')
  const former = await attempt(told, 'gone again')
  await told.answer(`mutation { redeliver(input: { deliveryId: "${former.nodeId}" }) { count } }`)
  await former.failed(gone, '2026-03-01T00:00:00Z')
  expect(await health(told)).toEqual({ isEnabled: false, failingSince: '2026-03-01T00:00:00.000Z' })
  expect(await deliveriesOf(told)).toMatchObject([{ state: 'FAILED', error: { code: 'DISABLED' } }])
})

test.each([secretLost, notAllowed])('5 days of $code disable a webhook too', async failure => {
  const told = story(app, failure.code)
  await hookAt(told, url)
  for (const [key, at] of [
    ['one', '2026-03-01T00:00:00Z'],
    ['two', '2026-03-06T00:00:00Z'],
  ] as const) {
    await announced(app, failure.code, { key })
    const { failed } = await attempt(told, failure.code)
    await failed(failure, at)
  }
  expect(await health(told)).toEqual({ isEnabled: false, failingSince: '2026-03-01T00:00:00.000Z' })
})

test('a webhook is deleted while an attempt is stored: the deletion waits, and both succeed', async () => {
  const told = story(app, 'deleted')
  const { id } = await hookAt(told, url)
  await announced(app, 'deleted')
  const { failed } = await attempt(told, 'deleted')
  let deletion: Promise<object> | undefined
  await failed(refused, '2026-03-01T00:00:00Z', async () => {
    deletion = told.answer<object>(
      `mutation { deleteWebhook(input: { id: "${id}" }) { userErrors { code } } }`,
    )
    await expect.poll(() => sessionsWaiting(app)).toBe(1)
  })
  expect(await deletion).toEqual({ deleteWebhook: { userErrors: [] } })
  expect(await deliveriesOf(told)).toEqual([])
})

test.each([
  ['one message is', (_: string, delivery: string) => `deliveryId: "${delivery}"`],
  ['what was missed is', (hook: string) => `webhookId: "${hook}", since: "2020-01-01T00:00:00Z"`],
])('%s not sent again for a webhook that is being deleted', async (name, input) => {
  const told = story(app, name)
  const { id } = await hookAt(told, url)
  await announced(app, name)
  const [delivery] = await deliveriesOf(told)
  let redelivered: Promise<object> | undefined
  await pooledTransaction(app.services.database.pool, async client => {
    await client.query('delete from definitions where id = $1', [id])
    redelivered = told.answer<object>(
      `mutation { redeliver(input: { ${input(id, delivery!.id)} }) { count userErrors { code } } }`,
    )
    await expect.poll(() => sessionsWaiting(app)).toBe(1)
  })
  expect(await redelivered).toEqual({ redeliver: { count: null, userErrors: [{ code: 'NOT_FOUND' }] } })
})
