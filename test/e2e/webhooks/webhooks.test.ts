import type { ServerResponse } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Rejections } from '../../../src/ingest/rejections/rejections.ts'
import { type SmtpReceiver, startSmtpReceiver } from '../../support/delivery/smtp-receiver.ts'
import {
  type ReceivedRequest,
  startWebhookReceiver,
  type WebhookReceiver,
} from '../../support/delivery/webhook-receiver.ts'
import { announced, createWebhook, deliveriesOf, hookAt, verified } from '../../support/delivery/webhooks.ts'
import { makeAccount } from '../../support/make-account.ts'
import { createReport, runReport } from '../../support/reports.ts'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let smtp: SmtpReceiver
let receiver: WebhookReceiver
let app: TestApp
/** Answers by the path of the request; 200 without one. */
const answers = new Map<string, (response: ServerResponse, request: ReceivedRequest) => void>()
beforeAll(async () => {
  smtp = await startSmtpReceiver()
  receiver = await startWebhookReceiver((response, request) => {
    const answer = answers.get(request.url)
    if (answer) answer(response, request)
    else response.end('ok')
  })
  app = await startTestApp({
    SMTP_URL: smtp.url,
    MAIL_FROM: 'Convograph <alerts@example.com>',
    WEBHOOK_ALLOW_PRIVATE: '127.0.0.1',
  })
})
afterAll(async () => {
  await app.close()
  await Promise.all([receiver.close(), smtp.close()])
})

const soon = { timeout: 20_000, interval: 20 }
const urlOf = (path: string) => receiver.url.replace('/hook', path)
const requestsAt = (path: string) => receiver.requests.filter(({ url }) => url === path)

/** The requests at a path, once there are so many. */
async function arrived(path: string, count = 1): Promise<ReceivedRequest[]> {
  await expect.poll(() => requestsAt(path).length, soon).toBe(count)
  return requestsAt(path)
}

/** The log, once every delivery in it has ended or waits for another attempt. */
async function settled(told: ReturnType<typeof story>, more = '') {
  const isTried = async () => {
    const log = await deliveriesOf(told, more)
    return log.length > 0 && log.every(({ state, attempts }) => state !== 'WAITING' || attempts > 0)
  }
  await expect.poll(isTried, soon).toBe(true)
  return deliveriesOf(told, more)
}

describe('a webhook', () => {
  test('gets a message about a finished export and a run of a report, signed with the secret that is shown once', async () => {
    const told = story(app, 'first')
    const hook = await hookAt(told, urlOf('/first'), 'events: [EXPORT_DONE, REPORT_READY]')
    expect(hook.secret).toMatch(/^whsec_/)
    const { report } = await createReport(told, '{ name: "Week", blocks: [{ title: "a", text: "a" }] }')
    await runReport(
      told,
      `{ id: "${report!.id}", range: { dates: { from: "2024-03-01", to: "2024-03-01" } } }`,
    )
    const [first] = await arrived('/first')
    expect(verified(first!, hook.secret)).toMatchObject({
      type: 'report.ready',
      data: { name: 'Week', text: '2024-03-01 (UTC)', reportId: report!.id, isLate: false },
    })
    await told.answer(
      'mutation { startExport(input: { list: EVENTS, format: CSV }) { userErrors { code } } }',
    )
    const [, second] = await arrived('/first', 2)
    expect(verified(second!, hook.secret)).toMatchObject({
      type: 'export.done',
      data: { name: expect.stringMatching(/^events-.*\.csv$/), rows: 0 },
    })
    expect(second!.headers['webhook-id']).not.toBe(first!.headers['webhook-id'])
    const log = await settled(told, `webhookId: "${hook.id}"`)
    expect(log).toMatchObject([
      { event: 'EXPORT_DONE', state: 'DELIVERED', status: 200, attempts: 1, answer: 'ok', error: null },
      { event: 'REPORT_READY', messageId: first!.headers['webhook-id'] },
    ])
    const shown = await told.answer<object>(
      `{ webhook(id: "${hook.id}") { url secret } node(id: "${log[0]!.id}") { ... on WebhookDelivery { state } } }`,
    )
    expect(shown).toEqual({ webhook: { url: urlOf('/first'), secret: null }, node: { state: 'DELIVERED' } })
  })

  test('gets an announcement once, however often its cause is repeated, and nothing of another project', async () => {
    const told = story(app, 'once')
    await hookAt(told, urlOf('/once'))
    await hookAt(story(app, 'elsewhere'), urlOf('/elsewhere'))
    await Promise.all(Array.from({ length: 5 }, () => announced(app, 'once', { key: 'same' })))
    await announced(app, 'once', { key: 'other' })
    await arrived('/once', 2)
    expect(await settled(told)).toHaveLength(2)
    expect(requestsAt('/elsewhere')).toEqual([])
  })

  test('listens to its events alone, of those that its filter lets pass, and under the former name of an event', async () => {
    const told = story(app, 'filtered')
    const filter = 'filter: { metric: "messages", threshold: 1000 }'
    const { secret } = await hookAt(told, urlOf('/filtered'), `events: [milestone_reached], ${filter}`)
    const milestone = (metric: string, value: number | string) =>
      announced(app, 'filtered', { type: 'milestone.reached', data: { metric, value } })
    await milestone('messages', 999)
    await milestone('events', 2_000)
    await announced(app, 'filtered', { type: 'anomaly.detected', data: { metric: 'messages', value: 2_000 } })
    await milestone('messages', '1000.0')
    const [request] = await arrived('/filtered')
    expect(verified(request!, secret)).toEqual({
      type: 'milestone_reached',
      timestamp: '2026-03-01T12:00:00.000Z',
      data: { name: 'Sales', metric: 'messages', value: '1000.0' },
    })
    expect(await settled(told)).toHaveLength(1)
  })

  test('sends its own headers, whose values nobody sees again', async () => {
    const told = story(app, 'headers')
    answers.set('/headers', (response, { headers }) => response.end(`you sent ${headers.authorization}`))
    const hook = await hookAt(
      told,
      urlOf('/headers'),
      'headers: [{ name: "Authorization", value: "Bearer t0psecret" }]',
    )
    await told.answer(
      `mutation { updateWebhook(input: { id: "${hook.id}", expectedVersion: 1, name: "renamed" }) { userErrors { code } } }`,
    )
    await told.answer(
      `mutation { updateWebhook(input: { id: "${hook.id}", expectedVersion: 2, isEnabled: true }) { userErrors { code } } }`,
    )
    await announced(app, 'headers')
    const [request] = await arrived('/headers')
    expect(request!.headers.authorization).toBe('Bearer t0psecret')
    const log = await settled(told)
    expect(log).toMatchObject([{ answer: 'you sent …' }])
    const { rows } = await app.services.database.pool.query(
      `select (select json_agg(d) from definitions d where project = 'headers') as stored,
         (select json_agg(a) from audit_log a where project = 'headers') as audited`,
    )
    expect(JSON.stringify(rows)).not.toContain('t0psecret')
    expect(await told.answer<object>(`{ webhook(id: "${hook.id}") { headerNames } }`)).toEqual({
      webhook: { headerNames: ['Authorization'] },
    })
  })

  test('has another secret after a rotation, and both sign during the overlap', async () => {
    const told = story(app, 'rotated')
    const hook = await hookAt(told, urlOf('/rotated'))
    const rotate = async (more: string) => {
      const { rotateWebhookSecret } = await told.answer<{
        rotateWebhookSecret: { webhookSecret: { secret: string } | null; userErrors: object[] }
      }>(
        `mutation { rotateWebhookSecret(input: { ${more} }) { webhookSecret { secret } userErrors { code field } } }`,
      )
      return rotateWebhookSecret
    }
    const { webhookSecret } = await rotate(`id: "${hook.id}"`)
    await announced(app, 'rotated')
    const [both] = await arrived('/rotated')
    for (const secret of [hook.secret, webhookSecret!.secret])
      expect(verified(both!, secret)).toMatchObject({ type: 'report.ready' })
    const last = await rotate(`id: "${hook.id}", overlapHours: 0`)
    await announced(app, 'rotated')
    const [, one] = await arrived('/rotated', 2)
    expect(verified(one!, last.webhookSecret!.secret)).toBeTruthy()
    expect(() => verified(one!, webhookSecret!.secret)).toThrow()
    for (const [more, error] of [
      [`id: "${hook.id}", overlapHours: 169`, { code: 'INVALID_OVERLAP', field: 'overlapHours' }],
      [`id: "${hook.id}", overlapHours: -1`, { code: 'INVALID_OVERLAP', field: 'overlapHours' }],
      ['id: "999999"', { code: 'NOT_FOUND', field: 'id' }],
      [`id: "${hook.id}", reportId: "1"`, { code: 'EXACTLY_ONE', field: 'id' }],
      ['overlapHours: 1', { code: 'EXACTLY_ONE', field: 'id' }],
    ] as const)
      expect(await rotate(more)).toEqual({ webhookSecret: null, userErrors: [error] })
  })

  test('has the shape of its format, and is signed all the same', async () => {
    const told = story(app, 'shape')
    const { secret } = await hookAt(told, urlOf('/shape'), 'format: DISCORD')
    await announced(app, 'shape', { data: { name: 'Week', text: '2024-03-01 (UTC)' } })
    const [request] = await arrived('/shape')
    expect(verified(request!, secret)).toEqual({
      content: '**Report ready: Week**\n2024-03-01 (UTC)\ntime: 2026-03-01T12:00:00.000Z',
      allowed_mentions: { parse: [] },
    })
  })
})

test('a webhook that an alert names is not deleted, nor is an alert that the filter of a webhook names', async () => {
  const told = story(app, 'in use')
  const { id } = await hookAt(told, urlOf('/used'))
  const question = '{ measure: { metrics: [{ name: events }] } }'
  const rule = `question: ${question}, field: "metrics.events", window: HOUR_1, condition: { above: "1000" }`
  const { createAlert } = await told.answer<{ createAlert: { alert: { id: string } } }>(
    `mutation { createAlert(input: { name: "Many", ${rule}, notify: [{ webhookId: "${id}" }] }) { alert { id } userErrors { code field } } }`,
  )
  const { alert } = createAlert
  await hookAt(told, urlOf('/used'), `events: [ALERT_FIRING], filter: { alertIds: ["${alert.id}"] }`)
  const inUse = { deletedId: null, userErrors: [{ code: 'IN_USE' }] }
  expect(
    await told.answer<object>(`mutation {
      deleteWebhook(input: { id: "${id}" }) { deletedId userErrors { code } }
      deleteAlert(input: { id: "${alert.id}" }) { deletedId userErrors { code } } }`),
  ).toEqual({ deleteWebhook: inUse, deleteAlert: inUse })
})

describe('a test message', () => {
  interface Tested {
    testWebhook: { test: object | null; userErrors: object[] }
  }
  const tested = ({ answer }: ReturnType<typeof story>, id: string) =>
    answer<Tested>(
      `mutation { testWebhook(input: { id: "${id}" }) {
         test { isDelivered status durationMs answer error { code message } } userErrors { code field } } }`,
    )

  test('tells the answer, and is not in the log', async () => {
    const told = story(app, 'tested')
    const { id, secret } = await hookAt(told, urlOf('/tested'), 'isEnabled: false')
    expect(await tested(told, id)).toMatchObject({
      testWebhook: { test: { isDelivered: true, status: 200, durationMs: expect.any(Number), answer: 'ok' } },
    })
    const [request] = await arrived('/tested')
    expect(verified(request!, secret)).toMatchObject({ type: 'test', data: { isTest: true, webhookId: id } })
    answers.set('/tested', response => response.writeHead(302, { location: '/elsewhere' }).end())
    expect(await tested(told, id)).toMatchObject({
      testWebhook: { test: { isDelivered: false, status: 302, error: { code: 'REFUSED' } } },
    })
    expect(await deliveriesOf(told)).toEqual([])
    const missing = { testWebhook: { test: null, userErrors: [{ code: 'NOT_FOUND', field: 'id' }] } }
    expect(await tested(told, '999999')).toEqual(missing)
    expect(await tested(story(app, 'thief'), id)).toEqual(missing)
  })
})

describe('a webhook that answers 410', () => {
  test('is disabled, which others hear; once it is enabled, it gets what it has missed under the same ids', async () => {
    const told = story(app, 'gone')
    answers.set('/gone', response => response.writeHead(410).end())
    const hook = await hookAt(told, urlOf('/gone'))
    const watcher = await hookAt(told, urlOf('/watcher'), 'events: [WEBHOOK_DISABLED]')
    await announced(app, 'gone', { key: 'one' })
    const [first] = await arrived('/gone')
    const [heard] = await arrived('/watcher')
    expect(verified(heard!, watcher.secret)).toMatchObject({
      type: 'webhook.disabled',
      data: { webhookId: hook.id, code: 'GONE' },
    })
    const state = () =>
      told.answer<object>(`{ webhook(id: "${hook.id}") { version isEnabled disabledBecause } }`)
    expect(await state()).toEqual({ webhook: { version: 2, isEnabled: false, disabledBecause: 'GONE' } })
    await announced(app, 'gone', { key: 'two' })
    expect(await settled(told, `webhookId: "${hook.id}"`)).toMatchObject([
      { state: 'FAILED', status: 410, error: { code: 'GONE' } },
    ])

    const redeliver = async (input: string) =>
      (
        await told.answer<{ redeliver: { count: number | null; userErrors: object[] } }>(
          `mutation { redeliver(input: { ${input} }) { count userErrors { code field } } }`,
        )
      ).redeliver
    const missed = `webhookId: "${hook.id}", since: "2020-01-01T00:00:00Z"`
    const refused = (code: string, field: string) => ({ count: null, userErrors: [{ code, field }] })
    expect(await redeliver(missed)).toEqual(refused('WEBHOOK_DISABLED', 'webhookId'))
    answers.delete('/gone')
    await told.answer(
      `mutation { updateWebhook(input: { id: "${hook.id}", expectedVersion: 2, isEnabled: true }) { userErrors { code } } }`,
    )
    expect(await state()).toEqual({ webhook: { version: 3, isEnabled: true, disabledBecause: null } })
    expect(await redeliver(missed)).toEqual({ count: 2, userErrors: [] })
    const requests = await arrived('/gone', 3)
    expect(
      requests.filter(({ headers }) => headers['webhook-id'] === first!.headers['webhook-id']),
    ).toHaveLength(2)
    expect(await redeliver(missed)).toEqual({ count: 0, userErrors: [] })

    const [latest] = await settled(told, `webhookId: "${hook.id}", state: DELIVERED`)
    expect(await redeliver(`deliveryId: "${latest!.id}"`)).toEqual({ count: 1, userErrors: [] })
    const [again] = (await arrived('/gone', 4)).slice(-1)
    expect(again!.headers['webhook-id']).toBe(latest!.messageId)
    expect(await redeliver(`deliveryId: "${hook.id}"`)).toEqual(refused('NOT_FOUND', 'deliveryId'))
    expect(await redeliver(`webhookId: "${hook.id}"`)).toEqual(refused('REQUIRED', 'since'))
    expect(await redeliver('since: "2026-01-01T00:00:00Z"')).toEqual(refused('EXACTLY_ONE', 'deliveryId'))
  })
})

describe('rejected events', () => {
  const rejected = (told: Pick<Story, 'answer'>, timestamps: string[]) =>
    told.answer<object>(
      'mutation ($events: [EventInput!]!) { trackEvents(input: { events: $events }) { accepted rejected } }',
      { events: timestamps.map(timestamp => ({ name: 'x', userId: 'ann', timestamp })) },
    )

  test('are announced with their number by code, at most once in 15 minutes, and are an insight', async () => {
    const told = story(app, 'rejecting')
    const hook = await hookAt(told, urlOf('/rejecting'), 'events: [INGEST_REJECTED]')
    const early = '1969-01-01T00:00:00Z'
    expect(await rejected(told, ['never', early, 'never', new Date().toISOString()])).toEqual({
      trackEvents: { accepted: 1, rejected: 3 },
    })
    await app.services.rejections.store()
    const [message] = await arrived('/rejecting')
    expect(verified(message!, hook.secret)).toMatchObject({
      type: 'ingest.rejected',
      data: {
        name: 'rejecting',
        text: '3 events were rejected: 2 INVALID_TIMESTAMP, 1 TIMESTAMP_OUT_OF_RANGE.',
        value: 3,
        codes: [
          { code: 'INVALID_TIMESTAMP', events: 2 },
          { code: 'TIMESTAMP_OUT_OF_RANGE', events: 1 },
        ],
      },
    })

    await rejected(told, ['never', early])
    await app.services.rejections.store()
    expect(await deliveriesOf(told)).toHaveLength(1)
    const { pool } = app.services.database
    const later = new Date(Date.now() + 15 * 60_000)
    await new Rejections({ pool, log: app.services.log, now: () => later }).store()
    const [, second] = await arrived('/rejecting', 2)
    expect(verified(second!, hook.secret)).toMatchObject({ data: { value: 2 } })

    expect(
      await told.answer<object>(
        '{ insights(range: { preset: TODAY }) { insights { ... on DataQuality { severity text problem events of users } } } }',
      ),
    ).toEqual({
      insights: {
        insights: [
          {
            ...{ severity: 'WARNING', problem: 'REJECTED_EVENTS', events: 5, of: 6, users: null },
            text: '5 of 6 events were rejected: 3 INVALID_TIMESTAMP, 2 TIMESTAMP_OUT_OF_RANGE.',
          },
        ],
      },
    })
  })
})

describe('a mail about an announcement', () => {
  test('goes to each address that the cause names, with its facts as text and as HTML', async () => {
    const told = story(app, 'mailed')
    const data = { name: 'Costs <b>', text: '12 is above 10.', value: 12 }
    const emails = ['ann@example.com', 'bob@example.com', 'ann@example.com']
    await announced(app, 'mailed', { type: 'alert.firing', data, to: { emails } })
    await expect.poll(() => smtp.mails.length, soon).toBe(2)
    expect(smtp.mails.flatMap(({ to }) => to).toSorted()).toEqual(['ann@example.com', 'bob@example.com'])
    const raw = smtp.mails[0]!.raw.replaceAll('=\r\n', '')
    expect(raw).toContain('Subject: Alert firing: Costs <b>')
    expect(raw).toContain('12 is above 10.')
    expect(raw).toContain('Alert firing: Costs &lt;b&gt;')
    expect(await settled(told)).toMatchObject([
      { webhookId: null, event: 'ALERT_FIRING', state: 'DELIVERED', status: null },
      { state: 'DELIVERED' },
    ])
  })

  test('and a webhook that the cause names gets it without listening', async () => {
    const told = story(app, 'named')
    const { id } = await hookAt(told, urlOf('/named'))
    await announced(app, 'named', { type: 'budget.threshold', to: { webhookIds: [id, '999999'] } })
    await arrived('/named')
    expect(await settled(told)).toHaveLength(1)
  })
})

describe('a webhook that the service disables', () => {
  test('is told to the administrators of its project by mail', async () => {
    const told = story(app, 'told')
    const { pool } = app.services.database
    const account = {
      project: 'told',
      password: 'a long password',
      roles: ['admin'] as ('admin' | 'service')[],
    }
    await makeAccount(pool, { ...account, username: 'told-ann', email: 'told-ann@example.com' })
    await makeAccount(pool, {
      ...account,
      username: 'told-bot',
      email: 'told-bot@example.com',
      roles: ['service'],
    })
    await makeAccount(pool, {
      ...account,
      project: 'other',
      username: 'told-eve',
      email: 'told-eve@example.com',
    })
    answers.set('/told', response => response.writeHead(410).end())
    const hook = await hookAt(told, urlOf('/told'))
    await announced(app, 'told')
    const mailed = () => smtp.mails.filter(({ to }) => to.some(address => address.startsWith('told-')))
    await expect.poll(() => mailed().length, soon).toBe(1)
    expect(mailed()[0]).toMatchObject({ to: ['told-ann@example.com'] })
    expect(mailed()[0]!.raw).toContain('Subject: Webhook disabled: ')
    expect(await told.answer<object>(`{ webhook(id: "${hook.id}") { disabledBecause disabledAt } }`)).toEqual(
      {
        webhook: { disabledBecause: 'GONE', disabledAt: expect.any(String) },
      },
    )
  })
})

describe('an input that could get no message is refused', () => {
  const good = { name: '"a"', url: '"https://hooks.example.com/a"', events: '[REPORT_READY]' }
  const header = (name: string, value = 'a') =>
    `[{ name: ${JSON.stringify(name)}, value: ${JSON.stringify(value)} }]`

  test.each<[string, Partial<Record<string, string>>, string, string]>([
    ['an empty URL', { url: '""' }, 'INVALID_URL', 'url'],
    ['no TLS', { url: '"http://hooks.example.com"' }, 'INVALID_URL', 'url'],
    ['another scheme', { url: '"gopher://hooks.example.com"' }, 'INVALID_URL', 'url'],
    ['a login', { url: '"https://user:pw@hooks.example.com"' }, 'INVALID_URL', 'url'],
    ['another port', { url: '"https://hooks.example.com:5432"' }, 'INVALID_URL', 'url'],
    ['a line break', { url: '"https://hooks.example.com/\\r\\nX: y"' }, 'INVALID_URL', 'url'],
    ['a URL of 5 kB', { url: `"https://hooks.example.com/${'a'.repeat(5_000)}"` }, 'INVALID_URL', 'url'],
    ...[
      '10.0.0.1',
      'localhost',
      'localhost.',
      '[::ffff:7f00:1]',
      '[::1]',
      '169.254.169.254',
      '100.64.0.1',
      '[64:ff9b::7f00:1]',
      '[2002:7f00:1::]',
      '0.0.0.0',
    ].map((host): [string, Partial<Record<string, string>>, string, string] => [
      `the host ${host}`,
      { url: `"https://${host}/"` },
      'ADDRESS_NOT_ALLOWED',
      'url',
    ]),
    ['no event', { events: '[]' }, 'REQUIRED', 'events'],
    ['a segment event without a segment', { events: '[SEGMENT_LEFT]' }, 'REQUIRED', 'filter'],
    ['a segment that does not exist', { filter: '{ segmentIds: ["999999"] }' }, 'NOT_FOUND', 'segmentIds'],
    [
      'eleven segments',
      { filter: `{ segmentIds: [${Array(11).fill('"999999"').join()}] }` },
      'TOO_MANY',
      'segmentIds',
    ],
    ['101 alerts', { filter: `{ alertIds: [${Array(101).fill('"1"').join()}] }` }, 'TOO_MANY', 'alertIds'],
    ['an alert that does not exist', { filter: '{ alertIds: ["x"] }' }, 'NOT_FOUND', 'alertIds'],
    ['a metric of 101 characters', { filter: `{ metric: "${'a'.repeat(101)}" }` }, 'TOO_LONG', 'metric'],
    [
      '21 headers',
      { headers: `[${Array(21).fill('{ name: "a", value: "a" }').join()}]` },
      'TOO_MANY',
      'headers',
    ],
    ...[
      'Host',
      'content-type',
      'Content-Length',
      'webhook-id',
      'Webhook-Signature',
      'Connection',
      'a b',
      '',
      'ä',
    ].map((name): [string, Partial<Record<string, string>>, string, string] => [
      `the header "${name}"`,
      { headers: header(name) },
      'INVALID_HEADER',
      'name',
    ]),
    [
      'a header twice',
      { headers: '[{ name: "X-A", value: "a" }, { name: "x-a", value: "a" }]' },
      'INVALID_HEADER',
      'name',
    ],
    ...['', ' a', 'a\r\nX: y', 'ä', 'a'.repeat(1_001)].map(
      (value): [string, Partial<Record<string, string>>, string, string] => [
        `a header with the value ${JSON.stringify(value.slice(0, 10))}`,
        { headers: header('X-A', value) },
        'INVALID_HEADER',
        'value',
      ],
    ),
  ])('%s', async (_, changed, code, field) => {
    const told = story(app, 'refusals')
    const input = Object.entries({ ...good, ...changed }).map(([name, value]) => `${name}: ${value}`)
    const { webhook, userErrors } = await createWebhook(told, `{ ${input.join(', ')} }`)
    expect([webhook, userErrors[0]]).toEqual([null, { code, field }])
  })
})
