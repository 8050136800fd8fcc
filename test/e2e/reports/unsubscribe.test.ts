import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { partsOf } from '../../support/delivery/mail-parts.ts'
import { type SmtpReceiver, startSmtpReceiver } from '../../support/delivery/smtp-receiver.ts'
import { createReport, runOf, runReport } from '../../support/reports.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

const publicUrl = 'https://analytics.example.com/convograph'
let smtp: SmtpReceiver
let app: TestApp
beforeAll(async () => {
  smtp = await startSmtpReceiver()
  app = await startTestApp({
    SMTP_URL: smtp.url,
    MAIL_FROM: 'Convograph <reports@example.com>',
    PUBLIC_URL: `${publicUrl}/`,
  })
})
afterAll(async () => {
  await app.close()
  await smtp.close()
})

type Told = ReturnType<typeof story>

const form = 'List-Unsubscribe=One-Click'
const asForm = { 'content-type': 'application/x-www-form-urlencoded' }

/** Runs a report once and gives the deliveries, by their recipients. */
async function sent(told: Told, id: string) {
  await runReport(told, `{ id: "${id}" }`)
  const { deliveries } = await runOf(told, id)
  return Object.fromEntries(
    deliveries.map(({ recipient, state, attempts, error }) => [recipient, [state, attempts, error?.code]]),
  )
}

let reports = 0

/** A report to these addresses that has been sent once, and the link in the mail to the first. */
async function mailed(told: Told, ...emails: string[]) {
  const recipients = emails.map(email => `{ email: "${email}" }`).join()
  const { report } = await createReport(
    told,
    `{ name: "Weekly <b> ${++reports}", blocks: [{ title: "a", text: "a" }], recipients: [${recipients}] }`,
  )
  await sent(told, report!.id)
  const { raw } = smtp.mails.findLast(({ to }) => to.includes(emails[0]!))!
  const { headers } = partsOf(raw)
  const [, url] = /^List-Unsubscribe: <(.*)>\r?$/m.exec(headers) ?? []
  return { id: report!.id, raw, headers, url: url!, path: url!.slice(publicUrl.length) }
}

const post = (path: string, body: string, headers: Record<string, string> = asForm) =>
  fetch(new URL(path, app.url), { method: 'POST', headers, body })

const unsubscribedOf = async ({ answer }: Told, id: string) =>
  (
    await answer<{ report: { unsubscribed: { email: string }[] } }>(
      `{ report(id: "${id}") { unsubscribed { email } } }`,
    )
  ).report.unsubscribed

const resubscribe = ({ answer }: Told, id: string, email: string) =>
  answer(
    `mutation { resubscribeRecipient(input: { reportId: "${id}", email: "${email}" }) {
       report { unsubscribed { email } } userErrors { code field } } }`,
  )

test('a mail has the headers of RFC 8058 and the same link for readers, which names nobody', async () => {
  const { headers, raw, url, path } = await mailed(story(app, 'headers'), 'ann@example.com')
  expect(headers).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r?$/m)
  expect(path).toMatch(/^\/unsubscribe\/[\w-]+$/)
  expect(Buffer.from(path.split('/').at(-1)!, 'base64url').toString('latin1')).not.toMatch(/ann|headers/)
  const [plain, html] = partsOf(raw).parts
  expect(plain!.body).toContain(url)
  expect(html!.body).toContain(`href="${url}"`)
})

test('one POST ends the mails of that report to that reader, in whatever case the address is written', async () => {
  const told = story(app, 'one click')
  const { id, path } = await mailed(told, 'ann@example.com', 'bob@example.com')
  const other = await mailed(told, 'ann@example.com')
  const response = await post(path, form)
  expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store'])
  expect(await response.text()).toMatch(
    /“Weekly &lt;b&gt; \d+” is not sent to <b>ann@example.com<\/b> any more\./,
  )
  expect(await unsubscribedOf(told, id)).toEqual([{ email: 'ann@example.com' }])
  await told.answer(
    `mutation { updateReport(input: { id: "${id}", expectedVersion: 1, recipients: [{ email: "Ann@Example.com" }, { email: "bob@example.com" }] }) { userErrors { code } } }`,
  )
  const before = smtp.mails.length
  expect(await sent(told, id)).toEqual({
    'Ann@Example.com': ['FAILED', 0, 'UNSUBSCRIBED'],
    'bob@example.com': ['DELIVERED', 1, undefined],
  })
  expect(smtp.mails.slice(before).map(({ to }) => to)).toEqual([['bob@example.com']])
  expect(await sent(told, other.id)).toEqual({ 'ann@example.com': ['DELIVERED', 1, undefined] })
})

test('the audit log has who unsubscribed, once, and who sent to them again', async () => {
  const told = story(app, 'audited')
  const { id, path } = await mailed(told, 'ann@example.com')
  for (const _ of [1, 2]) expect((await post(path, form)).status).toBe(200)
  expect(await resubscribe(told, id, 'ANN@example.com')).toEqual({
    resubscribeRecipient: { report: { unsubscribed: [] }, userErrors: [] },
  })
  // Nothing to change: no entry of a change.
  await resubscribe(told, id, 'ann@example.com')
  const { auditLog } = await told.answer<{ auditLog: { nodes: object[] } }>(
    `{ auditLog(filter: { changed: { kind: REPORT, id: "${id}" } }) { nodes { kind subject proof fields outcome changes { action name } } } }`,
  )
  const change = {
    outcome: 'OK',
    changes: [{ action: 'UPDATED', name: expect.stringContaining('Weekly <b>') }],
  }
  expect(auditLog.nodes).toMatchObject([
    { kind: 'MUTATION', fields: ['resubscribeRecipient'], ...change },
    {
      kind: 'MUTATION',
      subject: 'reader:ann@example.com',
      proof: 'NONE',
      fields: ['unsubscribe'],
      ...change,
    },
    { fields: ['createReport'] },
  ])
  expect(await sent(told, id)).toEqual({ 'ann@example.com': ['DELIVERED', 1, undefined] })
})

test('a token of another project beside the link changes nothing in either project', async () => {
  const told = story(app, 'linked')
  const { id, path } = await mailed(told, 'ann@example.com')
  const authorization = (project: string) => ({
    ...asForm,
    authorization: `Bearer ${app.token('admin', project)}`,
  })
  expect((await post(path, form, authorization('elsewhere'))).status).toBe(404)
  expect(await unsubscribedOf(told, id)).toEqual([])
  const { auditLog } = await story(app, 'elsewhere').answer<{ auditLog: { nodes: object[] } }>(
    `{ auditLog(filter: { changed: { kind: REPORT, id: "${id}" } }) { nodes { kind } } }`,
  )
  expect(auditLog.nodes).toEqual([])
  expect((await post(path, form, authorization('linked'))).status).toBe(200)
  expect(await unsubscribedOf(told, id)).toEqual([{ email: 'ann@example.com' }])
})

test('a page asks whoever follows the link, and following it changes nothing', async () => {
  const told = story(app, 'followed')
  const { id, path } = await mailed(told, 'ann+i@example.com')
  const response = await fetch(new URL(path, app.url))
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  const page = await response.text()
  expect(page).toContain('<form method="post">')
  expect(page).not.toMatch(/<script|https?:/)
  expect(await unsubscribedOf(told, id)).toEqual([])
  // What the button of the page sends, in the other type of forms too.
  const parts = `--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n`
  expect((await post(path, parts, { 'content-type': 'multipart/form-data; boundary=b' })).status).toBe(200)
  expect(await unsubscribedOf(told, id)).toEqual([{ email: 'ann+i@example.com' }])
})

test('a report that was deleted meanwhile sends nothing, and its link says so', async () => {
  const told = story(app, 'deleted')
  const { id, path } = await mailed(told, 'ann@example.com')
  await told.answer(`mutation { deleteReport(input: { id: "${id}" }) { deletedId } }`)
  const response = await post(path, form)
  expect([response.status, await response.text()]).toEqual([
    200,
    expect.stringContaining('The report is not sent'),
  ])
})

describe('a link is refused', () => {
  const told = () => story(app, 'refused')

  test.each([
    ['that is cut off', (path: string) => path.slice(0, -1)],
    ['with a changed character', (path: string) => path.replace(/.(?=.{20}$)/, c => (c === 'A' ? 'B' : 'A'))],
    ['with another spelling of the same bytes', (path: string) => `${path}=`],
    ['that is empty', () => '/unsubscribe/-'],
    [
      'with the secret of a webhook in its place',
      () =>
        `/unsubscribe/${app.services.webhooks.seal!.seal('["refused","1","ann@example.com"]', 'report 1 x').toString('base64url')}`,
    ],
  ])('%s', async (_, wrong) => {
    const { id, path } = await mailed(told(), 'ann@example.com')
    for (const method of ['GET', 'POST']) {
      const response = await fetch(new URL(wrong(path), app.url), {
        method,
        ...(method === 'POST' && { headers: asForm, body: form }),
      })
      expect([response.status, await response.json()]).toMatchObject([
        404,
        { errors: [{ extensions: { code: 'NOT_FOUND' } }] },
      ])
    }
    expect(await unsubscribedOf(told(), id)).toEqual([])
  })

  test.each([
    ['without the form of RFC 8058', 'a=b', asForm, 400],
    ['with JSON', '{}', { 'content-type': 'application/json' }, 415],
    ['with a body that is too large', form.padEnd(5_000, '&'), asForm, 413],
  ])('%s', async (_, body, headers, status) => {
    const { id, path } = await mailed(told(), 'ann@example.com')
    expect((await post(path, body, headers as Record<string, string>)).status).toBe(status)
    expect(await unsubscribedOf(told(), id)).toEqual([])
  })

  test('by the mutation, for an unknown report', async () => {
    expect(await resubscribe(told(), '999999', 'a@b.example')).toEqual({
      resubscribeRecipient: { report: null, userErrors: [{ code: 'NOT_FOUND', field: 'reportId' }] },
    })
  })
})
