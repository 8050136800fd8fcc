import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWebhookReceiver, type WebhookReceiver } from '../../support/delivery/webhook-receiver.ts'
import { createReport, runOf, runReport, runsOf } from '../../support/reports.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp
let slow: WebhookReceiver
let fast: WebhookReceiver
const failures: number[] = []
beforeAll(async () => {
  slow = await startWebhookReceiver(() => undefined)
  fast = await startWebhookReceiver(response =>
    response.writeHead(failures.shift() ?? 200, { 'retry-after': '1' }).end(),
  )
  // No mail server.
  app = await startTestApp({ WEBHOOK_ALLOW_PRIVATE: '127.0.0.1' })
})
afterAll(async () => {
  await Promise.all([slow.close(), fast.close()])
  await app.close()
})

const block = 'blocks: [{ title: "a", text: "a" }]'
const hooks = (urls: string[]) => `recipients: [${urls.map(url => `{ webhook: "${url}" }`).join()}]`
const soon = { timeout: 20_000 }

test('without a mail server the run is kept, and its mail is not configured', async () => {
  const told = story(app, 'no mail')
  const { report } = await createReport(
    told,
    `{ name: "a", ${block}, recipients: [{ email: "ann@example.com" }] }`,
  )
  await runReport(told, `{ id: "${report!.id}" }`)
  expect(await runOf(told, report!.id)).toMatchObject({
    state: 'DONE',
    blocks: [{ text: 'a' }],
    deliveries: [{ state: 'FAILED', attempts: 0, error: { code: 'NOT_CONFIGURED' } }],
  })
})

test('an endpoint that never answers delays no other one', async () => {
  const told = story(app, 'slow')
  const to = (receiver: WebhookReceiver) => Array.from({ length: 20 }, (_, i) => `${receiver.url}?${i}`)
  // As many messages as there are places for webhooks, and more.
  const stuck = await createReport(told, `{ name: "stuck", ${block}, ${hooks(to(slow))} }`)
  await runReport(told, `{ id: "${stuck.report!.id}" }`)
  await expect.poll(() => slow.requests.length, soon).toBe(2)
  const quick = await createReport(told, `{ name: "quick", ${block}, ${hooks(to(fast))} }`)
  await runReport(told, `{ id: "${quick.report!.id}" }`)
  await expect.poll(() => fast.requests.length, soon).toBe(20)
  // Two at a time: none of the first two has been given up yet.
  expect(slow.requests).toHaveLength(2)
  const areDelivered = async () => {
    const [run] = await runsOf(told, quick.report!.id)
    return run!.deliveries.filter(({ state }) => state === 'DELIVERED').length
  }
  await expect.poll(areDelivered, soon).toBe(20)
  await told.answer(`mutation { deleteReport(input: { id: "${stuck.report!.id}" }) { deletedId } }`)
})

test('a failed attempt is repeated with the same id, after the wait that the receiver asks for', async () => {
  const told = story(app, 'again')
  failures.push(503, 429)
  const url = `${fast.url}?again`
  const { report } = await createReport(told, `{ name: "a", ${block}, ${hooks([url])} }`)
  await runReport(told, `{ id: "${report!.id}" }`)
  await expect
    .poll(async () => (await runsOf(told, report!.id))[0]?.deliveries[0], soon)
    .toMatchObject({ state: 'DELIVERED', attempts: 3, error: null })
  const sent = fast.requests.filter(request => request.url.endsWith('?again'))
  const ids = sent.map(({ headers }) => headers['webhook-id'])
  expect([ids.length, new Set(ids).size]).toEqual([3, 1])
})

test('a secret that cannot be read any more ends the delivery', async () => {
  const told = story(app, 'lost')
  const { report } = await createReport(told, `{ name: "a", ${block}, ${hooks([fast.url])} }`)
  // As after a change of AUTH_SECRET_KEY.
  await app.services.database.pool.query(
    `update webhook_secrets set sealed = decode(repeat('00', 60), 'hex') where report_id = $1`,
    [report!.id],
  )
  await runReport(told, `{ id: "${report!.id}" }`)
  expect((await runOf(told, report!.id)).deliveries).toMatchObject([
    { state: 'FAILED', attempts: 1, error: { code: 'SECRET_LOST' } },
  ])
})

test('the database has no secret as text, and a webhook that is kept keeps its secret', async () => {
  const told = story(app, 'sealed')
  const { report } = await createReport(told, `{ name: "a", ${block}, ${hooks([fast.url])} }`)
  const { secret } = report!.webhookSecrets[0]!
  const { rows } = await app.services.database.pool.query(
    `select encode(sealed, 'escape') as sealed, encode(sealed, 'base64') as base64 from webhook_secrets where report_id = $1`,
    [report!.id],
  )
  expect(JSON.stringify(rows)).not.toMatch(/whsec_/)
  const { updateReport } = await told.answer<{ updateReport: { report: object } }>(
    `mutation { updateReport(input: { id: "${report!.id}", expectedVersion: 1, ${hooks([fast.url, `${fast.url}?2`])} }) {
       report { webhookSecrets { url } } } }`,
  )
  expect(updateReport.report).toEqual({ webhookSecrets: [{ url: `${fast.url}?2` }] })
  const entries = await told.answer<object>(
    '{ auditLog { nodes { operationName fields changes { name } } } jobs { nodes { state error { message } } } }',
  )
  expect(JSON.stringify(entries)).not.toContain(secret.slice(6, 20))
})
