import type { ServerResponse } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { JobRunner } from '../../../src/jobs/job-runner.ts'
import { runMessages } from '../../../src/reports/sending/run-messages.ts'
import { watchJob } from '../../../src/watched-segments/watch-job.ts'
import { announcementMessages } from '../../../src/webhooks/messages/announcement-messages.ts'
import { deliveryJobs } from '../../../src/webhooks/sending/delivery-jobs.ts'
import { sweepAnnouncements } from '../../../src/webhooks/sweep-announcements.ts'
import {
  type ReceivedRequest,
  startWebhookReceiver,
  type WebhookReceiver,
} from '../../support/delivery/webhook-receiver.ts'
import { announced, deliveriesOf, hookAt, verified } from '../../support/delivery/webhooks.ts'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp
let receiver: WebhookReceiver
let worker: JobRunner
/** Answers by the path of the request; 200 without one. */
const answers = new Map<string, (response: ServerResponse, request: ReceivedRequest) => void>()
beforeAll(async () => {
  receiver = await startWebhookReceiver((response, request) => {
    const answer = answers.get(request.url)
    if (answer) answer(response, request)
    else response.end()
  })
  app = await startTestApp({ WEBHOOK_ALLOW_PRIVATE: '127.0.0.1' })
  // The clock of the jobs is that of the test.
  await app.services.jobs.stop()
  const { database, metrics, log } = app.services
  worker = new JobRunner({ database, metrics, log, clock })
  worker.start(kinds())
})
afterAll(async () => {
  await worker.stop()
  await receiver.close()
  await app.close()
})

const hour = 3_600_000
const clock = { aheadMs: 0 }
const now = () => new Date(Date.now() + clock.aheadMs)

/** The kinds of jobs that this file is about. A receiver that hangs is given up after 500 ms. */
function kinds() {
  const { services } = app
  const webhooks = { ...services.webhooks, timeoutMs: 500 }
  const messages = { ofRuns: runMessages(services, now), ofAnnouncements: announcementMessages(services) }
  return [
    watchJob({ ...services, now }),
    ...deliveryJobs({ ...services, webhooks, now, messages, sendMail: undefined }),
  ] as Parameters<JobRunner['start']>[0]
}

/** The first time at which a job of a project is due. */
async function nextDue(project: string): Promise<Date | null> {
  const { rows } = await app.services.database.pool.query<{ at: Date | null }>(
    'select min(run_at) as at from work where project = $1 and finished_at is null',
    [project],
  )
  return rows[0]!.at
}

/** Does all that is due within these hours, with the clock moved from one due job to the next. */
async function passHours(project: string, hours: number): Promise<void> {
  const until = now().getTime() + hours * hour
  for (let due = await nextDue(project); due && due.getTime() < until; due = await nextDue(project)) {
    clock.aheadMs = Math.max(clock.aheadMs, due.getTime() - Date.now())
    worker.wake()
    await new Promise(resolve => setTimeout(resolve, 10))
  }
  clock.aheadMs = until - Date.now()
}

const urlOf = (path: string) => receiver.url.replace('/hook', path)
const requestsAt = (path: string) => receiver.requests.filter(({ url }) => url === path)

/** What a receiver may do, in an order that a seed has drawn. */
const failures: ((response: ServerResponse) => void)[] = [
  response => response.writeHead(500).end(),
  response => response.writeHead(429, { 'retry-after': '90' }).end(),
  response => response.writeHead(302, { location: '/elsewhere' }).end(),
  response => void response.destroy(),
  () => undefined,
  response => response.writeHead(503, { 'retry-after': 'soon' }).end(),
]

test('every message arrives under its one id, whatever the receiver answers before, and each attempt is signed', async () => {
  const told = story(app, 'random')
  const tries = new Map<string, number>()
  // The message n fails n % 6 times, each time in another way.
  answers.set('/random', (response, { body }) => {
    const { name } = JSON.parse(body).data as { name: string }
    const attempt = tries.get(name) ?? 0
    tries.set(name, attempt + 1)
    if (attempt >= Number(name) % 6) response.end('thanks')
    else failures[(Number(name) * 7 + attempt) % failures.length]!(response)
  })
  const { secret } = await hookAt(told, urlOf('/random'))
  for (let n = 0; n < 18; n++) await announced(app, 'random', { data: { name: String(n) } })
  await passHours('random', 40)
  const log = await deliveriesOf(told)
  expect(log).toHaveLength(18)
  expect(
    log.filter(({ state, status, answer }) => state !== 'DELIVERED' || status !== 200 || answer !== 'thanks'),
  ).toEqual([])
  // 0 to 5 failures, three times each.
  expect(log.map(({ attempts }) => attempts).toSorted()).toEqual([
    1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5, 6, 6, 6,
  ])
  const requests = requestsAt('/random')
  expect(requests).toHaveLength(63)
  const names = requests.map(request => {
    const { data } = verified(request, secret) as { data: { name: string } }
    return [request.headers['webhook-id'], data.name].join()
  })
  expect(new Set(names).size).toBe(18)
  expect(requestsAt('/elsewhere')).toEqual([])
  expect(await told.answer<object>('{ webhooks { nodes { failingSince } } }')).toEqual({
    webhooks: { nodes: [{ failingSince: null }] },
  })
})

test('a message that always fails is given up after 8 attempts and about 28 hours', async () => {
  const told = story(app, 'failing')
  answers.set('/failing', response => response.writeHead(500).end('no'))
  await hookAt(told, urlOf('/failing'))
  await announced(app, 'failing')
  await passHours('failing', 20)
  expect(await deliveriesOf(told)).toMatchObject([{ state: 'WAITING', nextAttemptAt: expect.any(String) }])
  await passHours('failing', 16)
  expect(await deliveriesOf(told)).toMatchObject([
    {
      state: 'FAILED',
      attempts: 8,
      status: 500,
      answer: 'no',
      nextAttemptAt: null,
      error: { code: 'REFUSED' },
    },
  ])
})

test('a webhook that has failed for 5 days is disabled, and one that has not is not', async () => {
  const told = story(app, 'five days')
  answers.set('/days', response => response.writeHead(500).end())
  const { id } = await hookAt(told, urlOf('/days'))
  const isEnabled = async () =>
    (await told.answer<{ webhook: { isEnabled: boolean } }>(`{ webhook(id: "${id}") { isEnabled } }`)).webhook
      .isEnabled
  for (let day = 0; day < 4; day++) {
    await announced(app, 'five days')
    await passHours('five days', 24)
  }
  expect(await isEnabled()).toBe(true)
  for (let day = 4; day < 6; day++) {
    await announced(app, 'five days')
    await passHours('five days', 24)
  }
  expect(await isEnabled()).toBe(false)
  expect(await deliveriesOf(told, 'state: WAITING')).toEqual([])
  const log = await deliveriesOf(told, 'state: FAILED')
  expect(new Set(log.map(({ error }) => error!.code))).toEqual(new Set(['REFUSED', 'DISABLED']))
})

test('a URL that is changed applies to what waits, and a deleted webhook gets nothing more', async () => {
  const told = story(app, 'edited')
  answers.set('/before', response => response.writeHead(500).end())
  const { id } = await hookAt(told, urlOf('/before'))
  await announced(app, 'edited', { key: 'a' })
  await passHours('edited', 0.001)
  await told.answer(
    `mutation { updateWebhook(input: { id: "${id}", expectedVersion: 1, url: "${urlOf('/after')}" }) { userErrors { code } } }`,
  )
  await passHours('edited', 1)
  const [first, second] = [requestsAt('/before')[0]!, requestsAt('/after')[0]!]
  expect(second.headers['webhook-id']).toBe(first.headers['webhook-id'])
  answers.set('/after', response => response.writeHead(500).end())
  await announced(app, 'edited', { key: 'b' })
  await passHours('edited', 0.001)
  const before = requestsAt('/after').length
  await told.answer(`mutation { deleteWebhook(input: { id: "${id}" }) { deletedId } }`)
  await passHours('edited', 30)
  expect([requestsAt('/after').length, await deliveriesOf(told)]).toEqual([before, []])
})

test('16 endpoints that never answer delay no other one', async () => {
  const told = story(app, 'slow')
  const slow = await Promise.all(Array.from({ length: 16 }, () => startWebhookReceiver(() => undefined)))
  for (const { url } of slow) await hookAt(told, url, 'events: [EXPORT_DONE]')
  await hookAt(told, urlOf('/fast'))
  for (let n = 0; n < 4; n++) await announced(app, 'slow', { type: 'export.done' })
  for (let n = 0; n < 20; n++) await announced(app, 'slow')
  worker.wake()
  await expect.poll(() => requestsAt('/fast').length, { timeout: 20_000 }).toBe(20)
  // Of the 64 messages to the others, none has been accepted meanwhile.
  const log = await deliveriesOf(told, 'first: 100')
  expect(log.filter(({ event }) => event === 'EXPORT_DONE')).toHaveLength(64)
  const accepted = log.filter(({ state }) => state === 'DELIVERED')
  expect(new Set(accepted.map(({ event }) => event))).toEqual(new Set(['REPORT_READY']))
  await told.answer<object>(
    `mutation { ${(await hooksOf(told)).map((id, i) => `d${i}: deleteWebhook(input: { id: "${id}" }) { deletedId }`).join(' ')} }`,
  )
  await Promise.all(slow.map(({ close }) => close()))
})

const hooksOf = async (told: Story) =>
  (
    await told.answer<{ webhooks: { nodes: { id: string }[] } }>('{ webhooks { nodes { id } } }')
  ).webhooks.nodes
    .map(({ id }) => id)
    .slice(0, 10)

test('a mail without a mail server is not configured, which the log says', async () => {
  const told = story(app, 'no mail')
  await announced(app, 'no mail', { to: { emails: ['ann@example.com'] } })
  await passHours('no mail', 0.001)
  expect(await deliveriesOf(told)).toMatchObject([
    { recipient: 'ann@example.com', state: 'FAILED', attempts: 0, error: { code: 'NOT_CONFIGURED' } },
  ])
})

test('users that enter and leave a watched segment are announced, once its members were noted', async () => {
  const told = story(app, 'segments')
  const plan = (userId: string, plan: string) =>
    told.answer(
      `mutation { identify(input: { userId: "${userId}", traits: { plan: "${plan}" } }) { userErrors { code } } }`,
    )
  await plan('ann', 'pro')
  await plan('bob', 'pro')
  await plan('eve', 'free')
  const { createSegment } = await told.answer<{ createSegment: { segment: { id: string } } }>(
    `mutation { createSegment(input: { name: "Pro", condition: { trait: { key: "plan", values: ["pro"] } } }) { segment { id } } }`,
  )
  const segmentId = createSegment.segment.id
  const { secret } = await hookAt(
    told,
    urlOf('/segments'),
    `events: [SEGMENT_ENTERED, SEGMENT_LEFT], filter: { segmentIds: ["${segmentId}"] }`,
  )
  const messages = () =>
    requestsAt('/segments').map(request => verified(request, secret) as { type: string; data: object })
  await passHours('segments', 0.5)
  expect(messages()).toEqual([])
  await plan('ann', 'free')
  await plan('bob', 'free')
  await plan('eve', 'pro')
  await passHours('segments', 0.5)
  const of = { name: 'Pro', segmentId, isComplete: true }
  expect(messages().toSorted((a, b) => (a.type < b.type ? -1 : 1))).toMatchObject([
    {
      type: 'segment.entered',
      data: { ...of, text: '1 user has entered the segment.', count: 1, userIds: ['eve'] },
    },
    {
      type: 'segment.left',
      data: { ...of, text: '2 users have left the segment.', count: 2, userIds: ['ann', 'bob'] },
    },
  ])
  const refused = await told.answer<object>(
    `mutation { deleteSegment(input: { id: "${segmentId}" }) { userErrors { code } } }`,
  )
  expect(refused).toEqual({ deleteSegment: { userErrors: [{ code: 'SEGMENT_IN_USE' }] } })
})

test('announcements are deleted after 30 days, with their deliveries', async () => {
  const told = story(app, 'old')
  await announced(app, 'old', { key: 'old', to: { emails: ['a@example.com'] } })
  await announced(app, 'old', { key: 'new', to: { emails: ['b@example.com'] } })
  const { pool } = app.services.database
  await pool.query(
    `update announcements set created_at = now() - interval '31 days' where project = 'old' and key = 'old'`,
  )
  await sweepAnnouncements(pool)
  expect((await deliveriesOf(told)).map(({ recipient }) => recipient)).toEqual(['b@example.com'])
})
