import { parse } from 'csv-parse/sync'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { partsOf } from '../../support/delivery/mail-parts.ts'
import { type SmtpReceiver, startSmtpReceiver } from '../../support/delivery/smtp-receiver.ts'
import { startWebhookReceiver, type WebhookReceiver } from '../../support/delivery/webhook-receiver.ts'
import { moments } from '../../support/moments.ts'
import { createReport, runOf, runReport, runsOf } from '../../support/reports.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let smtp: SmtpReceiver
let hook: WebhookReceiver
let app: TestApp
beforeAll(async () => {
  smtp = await startSmtpReceiver(to => ({ n: 550, l: 450 })[to[0]!])
  hook = await startWebhookReceiver((response, { url }) =>
    response.writeHead(url === '/gone' ? 410 : 200).end(),
  )
  app = await startTestApp({
    SMTP_URL: smtp.url,
    MAIL_FROM: 'Convograph <reports@example.com>',
    WEBHOOK_ALLOW_PRIVATE: '127.0.0.1',
  })
})
afterAll(async () => {
  await app.close()
  await Promise.all([smtp.close(), hook.close()])
})

/** The day of `moments`. */
const day = '{ dates: { from: "2024-03-01", to: "2024-03-01" } }'
const question = '{ topUsers: { by: ACTIVITY, first: 2 } }'
const topUsers = `{ title: "Most active", question: ${question} }`
const text = '{ title: "Read me", text: "Counts of all events." }'

interface TopUsers {
  ask: { users: { rank: number; user: { userId: string }; events: number }[] }
}

describe('a run', () => {
  test('has the answers that the API gives, and keeps them when events come later', async () => {
    const told = story(app, 'kept')
    await told.happened(moments({ ann: 'a0 b5 a9', bob: 'a1' }))
    const { report } = await createReport(told, `{ name: "Daily", blocks: [${text}, ${topUsers}] }`)
    await runReport(told, `{ id: "${report!.id}", range: ${day} }`)
    const run = await runOf(told, report!.id)
    const { ask } = await told.answer<TopUsers>(
      `{ ask(question: ${question}, range: ${day}) { ... on TopUsers { users { rank user { userId } events } } } }`,
    )
    expect(run).toMatchObject({
      state: 'DONE',
      slot: null,
      isLate: false,
      note: null,
      period: { from: '2024-03-01T00:00:00.000Z', to: '2024-03-02T00:00:00.000Z' },
      deliveries: [],
    })
    expect(run.blocks![0]).toEqual({
      title: 'Read me',
      text: 'Counts of all events.',
      table: null,
      rowCount: null,
      answer: null,
      error: null,
    })
    const { table, rowCount, answer } = run.blocks![1]!
    expect([rowCount, answer]).toMatchObject([2, ask])
    const at = (name: string) => table!.columns.findIndex(column => column.name === name)
    const shown = table!.rows.map(row => [row[at('rank')], row[at('userId')], row[at('events')]])
    expect(shown).toEqual([
      [1, 'ann', 3],
      [2, 'bob', 1],
    ])
    expect(shown).toEqual(ask.users.map(({ rank, user, events }) => [rank, user.userId, events]))

    await told.happened(moments({ bob: 'c2 c3 c4 c6' }))
    expect((await runOf(told, report!.id)).blocks).toEqual(run.blocks)
  })

  test('has a block that fails beside those that do not', async () => {
    const told = story(app, 'failing')
    const gone = '{ title: "Gone", question: { funnelId: "999999" } }'
    const { report } = await createReport(told, `{ name: "Parts", blocks: [${gone}, ${topUsers}] }`)
    await runReport(told, `{ id: "${report!.id}" }`)
    const { blocks } = await runOf(told, report!.id)
    expect(blocks).toMatchObject([
      { title: 'Gone', table: null, error: { code: 'NOT_FOUND' } },
      { title: 'Most active', rowCount: 0, error: null },
    ])
  })

  test('has metrics with those of the period before', async () => {
    const told = story(app, 'measured')
    await told.happened(moments({ ann: 'a0 b5', bob: 'a1 a-3600' }))
    const measure = '{ title: "Users", question: { measure: { metrics: [{ name: activeUsers }] } } }'
    const { report } = await createReport(
      told,
      `{ name: "Numbers", blocks: [${measure}], compare: { period: PREVIOUS_PERIOD } }`,
    )
    await runReport(told, `{ id: "${report!.id}", range: ${day} }`)
    const [block] = (await runOf(told, report!.id)).blocks!
    const row = Object.fromEntries(
      block!.table!.columns.map(({ name }, i) => [name, block!.table!.rows[0]![i]]),
    )
    // Ann and Bob on the day, Bob on the day before.
    expect(Object.values(row)).toEqual(expect.arrayContaining([2, 1]))
  })

  test('keeps what it asks about from being deleted', async () => {
    const told = story(app, 'in use')
    const { createFunnel } = await told.answer<{ createFunnel: { funnel: { id: string } } }>(
      `mutation { createFunnel(input: { name: "f", funnel: { steps: [{ event: "a" }, { event: "b" }] } }) { funnel { id } } }`,
    )
    const { id } = createFunnel.funnel
    await createReport(told, `{ name: "Uses it", blocks: [{ title: "f", question: { funnelId: "${id}" } }] }`)
    expect(
      await told.answer(`mutation { deleteFunnel(input: { id: "${id}" }) { userErrors { code message } } }`),
    ).toEqual({
      deleteFunnel: { userErrors: [{ code: 'IN_USE', message: expect.stringContaining('Uses it') }] },
    })
  })

  test('is about the users of a segment, if the report is', async () => {
    const told = story(app, 'segment')
    await told.happened(moments({ ann: 'a0 b5', bob: 'a1' }))
    const { createSegment } = await told.answer<{ createSegment: { segment: { id: string } } }>(
      `mutation { createSegment(input: { name: "b", condition: { metric: { metric: TOTAL_EVENTS, operator: GREATER_THAN, value: 1 } } }) { segment { id } } }`,
    )
    const { report } = await createReport(
      told,
      `{ name: "Some", blocks: [${topUsers}], segmentId: "${createSegment.segment.id}" }`,
    )
    await runReport(told, `{ id: "${report!.id}", range: ${day} }`)
    expect((await runOf(told, report!.id)).blocks).toMatchObject([{ rowCount: 1 }])
  })

  test('of a period that is not over says so', async () => {
    const told = story(app, 'running')
    const { report } = await createReport(told, `{ name: "Now", blocks: [${topUsers}] }`)
    await runReport(told, `{ id: "${report!.id}", range: { preset: THIS_YEAR } }`)
    expect((await runOf(told, report!.id)).note).toMatch(/period was not over/)
  })
})

describe('a delivery', () => {
  test('by mail has the figures of the run, as HTML, as text and as files', async () => {
    const told = story(app, 'mailed')
    await told.happened(moments({ ann: 'a0 b5 a9', '=bob': 'a1' }))
    const { report } = await createReport(
      told,
      `{ name: "Users <b>\\r\\nBcc: eve@example.com", blocks: [${text}, ${topUsers}], formats: [CSV, XLSX],
         recipients: [{ email: "ann@example.com" }, { email: "ann@example.com" }] }`,
    )
    await runReport(told, `{ id: "${report!.id}", range: ${day} }`)
    const run = await runOf(told, report!.id)
    expect(run.deliveries).toEqual([
      { channel: 'MAIL', recipient: 'ann@example.com', state: 'DELIVERED', attempts: 1, error: null },
    ])
    const mails = smtp.mails.filter(({ to }) => to.includes('ann@example.com'))
    expect(mails).toHaveLength(1)
    const { parts, headers } = partsOf(mails[0]!.raw)
    expect(mails[0]!.to).toEqual(['ann@example.com'])
    expect(headers).toMatch(/^Subject: Users <b> Bcc: eve@example.com: 2024-03-01 \(UTC\)/m)
    expect(headers).not.toMatch(/^Bcc/m)
    const [plain, html, csv, xlsx] = parts
    expect(plain!.body).toContain('1 | ann | ')
    expect(html!.body).toContain('Users &lt;b&gt;')
    expect(html!.body).toMatch(/<td[^>]*>ann<\/td>/)
    expect(html!.body).not.toMatch(/<b>|<img|<script|https?:/)
    expect([csv!.head, xlsx!.head].join()).toMatch(/2-most-active\.csv.*2-most-active\.xlsx/s)
    const [columns, ...rows] = parse(csv!.body) as string[][]
    const { table } = run.blocks![1]!
    expect(columns).toEqual(table!.columns.map(({ name }) => name))
    expect(rows).toEqual(table!.rows.map(row => row.map(cell => String(cell ?? '').replace(/^=/, "'="))))
  })

  test('by webhook is signed with the secret that was shown once', async () => {
    const told = story(app, 'hooked')
    const url = `${hook.url}?of=hooked`
    const input = `{ name: "Hook", blocks: [${text}], recipients: [{ webhook: "${url}" }] }`
    const { report } = await createReport(told, input)
    const [{ secret, ...secretOf }] = report!.webhookSecrets as [{ url: string; secret: string }]
    expect(secretOf).toEqual({ url })
    await runReport(told, `{ id: "${report!.id}", range: ${day} }`)
    const run = await runOf(told, report!.id)
    expect(run.deliveries).toMatchObject([
      { channel: 'WEBHOOK', recipient: url, state: 'DELIVERED', attempts: 1 },
    ])
    const { headers, body } = hook.requests.find(request => request.url.endsWith('of=hooked'))!
    expect(new Webhook(secret).verify(body, headers as Record<string, string>)).toMatchObject({
      type: 'report.ready',
      data: {
        reportId: report!.id,
        name: 'Hook',
        period: { from: '2024-03-01T00:00:00.000Z', to: '2024-03-02T00:00:00.000Z', timeZone: 'UTC' },
        isLate: false,
        blocks: [{ title: 'Read me', text: 'Counts of all events.' }],
      },
    })
    const again = await told.answer<object>(
      `{ report(id: "${report!.id}") { input webhookSecrets { secret } } }`,
    )
    expect(again).toMatchObject({ report: { webhookSecrets: [] } })
    expect(JSON.stringify(again)).not.toContain(secret)
  })

  test('has another secret after a rotation, and both sign for a while', async () => {
    const told = story(app, 'rotated')
    const url = `${hook.url}?of=rotated`
    const { report } = await createReport(
      told,
      `{ name: "Hook", blocks: [${text}], recipients: [{ webhook: "${url}" }] }`,
    )
    const rotate = async (given: string) =>
      (
        await told.answer<{
          rotateWebhookSecret: { webhookSecret: { secret: string } | null; userErrors: object[] }
        }>(
          `mutation { rotateWebhookSecret(input: { reportId: "${report!.id}", url: "${given}" }) {
             webhookSecret { secret } userErrors { code field } } }`,
        )
      ).rotateWebhookSecret
    const { webhookSecret } = await rotate(url)
    expect(await rotate('https://other.example')).toEqual({
      webhookSecret: null,
      userErrors: [{ code: 'NOT_FOUND', field: 'url' }],
    })
    await runReport(told, `{ id: "${report!.id}" }`)
    await runOf(told, report!.id)
    const { headers, body } = hook.requests.find(request => request.url.endsWith('of=rotated'))!
    for (const secret of [report!.webhookSecrets[0]!.secret, webhookSecret!.secret])
      expect(new Webhook(secret).verify(body, headers as Record<string, string>)).toBeTruthy()
  })

  test('fails for its recipient alone, and is tried again where that can help', async () => {
    const told = story(app, 'refused')
    const recipients = [
      '{ email: "n@example.com" }',
      '{ email: "l@example.com" }',
      '{ email: "a@example.com" }',
      `{ webhook: "${hook.url.replace('/hook', '/gone')}" }`,
    ]
    const { report } = await createReport(
      told,
      `{ name: "Some", blocks: [${text}], recipients: [${recipients.join()}] }`,
    )
    await runReport(told, `{ id: "${report!.id}" }`)
    const { state, deliveries } = await runOf(told, report!.id)
    expect([state, deliveries]).toMatchObject([
      'DONE',
      [
        { recipient: 'a@example.com', state: 'DELIVERED', error: null },
        { recipient: 'l@example.com', state: 'WAITING', attempts: 1, error: { code: 'REFUSED' } },
        { recipient: 'n@example.com', state: 'FAILED', attempts: 1, error: { code: 'REFUSED' } },
        { channel: 'WEBHOOK', state: 'FAILED', attempts: 1, error: { code: 'GONE' } },
      ],
    ])
  })

  test('is not made for a run that is only looked at', async () => {
    const told = story(app, 'looked at')
    const { report } = await createReport(
      told,
      `{ name: "Quiet", blocks: [${text}], recipients: [{ email: "quiet@example.com" }] }`,
    )
    await runReport(told, `{ id: "${report!.id}", deliver: false }`)
    expect((await runOf(told, report!.id)).deliveries).toEqual([])
    expect(smtp.mails.filter(({ to }) => to.includes('quiet@example.com'))).toEqual([])
  })
})

describe('reports', () => {
  test('say when they run next, and rest while they are paused', async () => {
    const told = story(app, 'scheduled')
    const { report } = await createReport(
      told,
      `{ name: "Morning", blocks: [${text}], schedule: { daily: { at: "9:00" } }, timeZone: "Asia/Kathmandu" }`,
    )
    const { id } = report!
    // 09:00 in Kathmandu is 03:15 UTC.
    expect(report!.nextRunAt).toMatch(/T03:15:00\.000Z$/)
    const paused = async (isPaused: boolean, expectedVersion: number) =>
      (
        await told.answer<{ updateReport: object }>(`mutation { updateReport(input: {
          id: "${id}", expectedVersion: ${expectedVersion}, isPaused: ${isPaused} }) { report { isPaused nextRunAt } } }`)
      ).updateReport
    expect(await paused(true, 1)).toEqual({ report: { isPaused: true, nextRunAt: null } })
    expect(await paused(false, 2)).toEqual({ report: { isPaused: false, nextRunAt: report!.nextRunAt } })
    // Once, however often the report was changed.
    const { jobs } = await told.answer<{ jobs: { nodes: object[] } }>(
      '{ jobs(kind: REPORT) { nodes { state runAt } } }',
    )
    expect(jobs.nodes).toEqual([{ state: 'QUEUED', runAt: report!.nextRunAt }])
  })

  test('take their runs and secrets with them when they are deleted', async () => {
    const told = story(app, 'deleted')
    const { report } = await createReport(
      told,
      `{ name: "Short", blocks: [${text}], recipients: [{ webhook: "${hook.url}" }] }`,
    )
    await runReport(told, `{ id: "${report!.id}" }`)
    await runOf(told, report!.id)
    await told.answer(`mutation { deleteReport(input: { id: "${report!.id}" }) { deletedId } }`)
    expect(await runsOf(told, report!.id)).toEqual([])
    const { rows } = await app.services.database.pool.query(
      `select (select count(*) from report_runs where report_id = $1) as runs,
         (select count(*) from webhook_secrets where report_id = $1) as secrets`,
      [report!.id],
    )
    expect(rows).toEqual([{ runs: '0', secrets: '0' }])
  })
})

describe('a report is refused', () => {
  const blocks = `blocks: [${text}]`
  test.each([
    ['without a block', 'blocks: []', 'REQUIRED', 'blocks'],
    ['of nothing', 'formats: []', 'REQUIRED', 'blocks'],
    ['of blocks and a dashboard', `${blocks}, dashboardId: "platform"`, 'EXACTLY_ONE', 'dashboardId'],
    ['of an unknown dashboard', 'dashboardId: "999999"', 'NOT_FOUND', 'dashboardId'],
    ['of a dashboard without a name', 'dashboardId: ""', 'NOT_FOUND', 'dashboardId'],
    ['with 21 blocks', `blocks: [${Array(21).fill(text).join()}]`, 'TOO_MANY', 'blocks'],
    ['with a blank title', 'blocks: [{ title: " ", text: "a" }]', 'INVALID_NAME', 'title'],
    [
      'with a block of both',
      `blocks: [{ title: "a", text: "a", question: ${question} }]`,
      'EXACTLY_ONE',
      'question',
    ],
    ['with a block of nothing', 'blocks: [{ title: "a" }]', 'EXACTLY_ONE', 'question'],
    ['with a wrong time', `${blocks}, schedule: { daily: { at: "25:00" } }`, 'INVALID_SCHEDULE', 'schedule'],
    ['every minute', `${blocks}, schedule: { cron: "* * * * *" }`, 'INVALID_SCHEDULE', 'schedule'],
    ['with seconds', `${blocks}, schedule: { cron: "* * * * * *" }`, 'INVALID_SCHEDULE', 'schedule'],
    ['at a start', `${blocks}, schedule: { cron: "@reboot" }`, 'INVALID_SCHEDULE', 'schedule'],
    ['on 31 February', `${blocks}, schedule: { cron: "0 9 31 2 *" }`, 'INVALID_SCHEDULE', 'schedule'],
    ['in a wrong zone', `${blocks}, timeZone: "Berlin"`, 'INVALID_TIME_ZONE', 'timeZone'],
    ['with a fixed range', `${blocks}, range: ${day}`, 'INVALID_RANGE', 'range'],
    ['with a range that runs', `${blocks}, range: { preset: TODAY }`, 'INVALID_RANGE', 'range'],
    ['for an unknown segment', `${blocks}, segmentId: "999999"`, 'NOT_FOUND', 'segmentId'],
    [
      'to two addresses in one',
      `${blocks}, recipients: [{ email: "a@b.example, c@d.example" }]`,
      'INVALID_RECIPIENT',
      'email',
    ],
    [
      'to a header',
      `${blocks}, recipients: [{ email: "a@b.example\\r\\nBcc: c@d.example" }]`,
      'INVALID_RECIPIENT',
      'email',
    ],
    [
      'to 21 addresses',
      `${blocks}, recipients: [${Array.from({ length: 21 }, (_, i) => `{ email: "a${i}@b.example" }`).join()}]`,
      'TOO_MANY',
      'recipients',
    ],
    [
      'to the metadata of a cloud',
      `${blocks}, recipients: [{ webhook: "https://169.254.169.254/latest" }]`,
      'ADDRESS_NOT_ALLOWED',
      'webhook',
    ],
    [
      'to plain HTTP',
      `${blocks}, recipients: [{ webhook: "http://example.com/" }]`,
      'INVALID_URL',
      'webhook',
    ],
  ])('%s', async (_, content, code, field) => {
    expect(await createReport(story(app, 'refusals'), `{ name: "a", ${content} }`)).toEqual({
      report: null,
      userErrors: [{ code, field }],
    })
  })

  test('by its run, for an unknown report or a wrong range', async () => {
    const told = story(app, 'refusals')
    const { report } = await createReport(told, `{ name: "exists", ${blocks} }`)
    const refusalOf = async (input: string) =>
      (
        await told.answer<{ runReport: object }>(
          `mutation { runReport(input: ${input}) { run { id } userErrors { code field } } }`,
        )
      ).runReport
    const refused = (code: string, field: string) => ({ run: null, userErrors: [{ code, field }] })
    expect(await refusalOf('{ id: "999999" }')).toEqual(refused('NOT_FOUND', 'id'))
    expect(await refusalOf(`{ id: "${report!.id}", range: { last: { count: 0, unit: DAY } } }`)).toEqual(
      refused('INVALID_RANGE', 'range'),
    )
  })
})
