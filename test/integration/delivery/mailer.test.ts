import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer, type Server, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { createMailer } from '../../../src/delivery/mailer.ts'
import { type SmtpReceiver, startSmtpReceiver } from '../../support/delivery/smtp-receiver.ts'

let receiver: SmtpReceiver
afterEach(() => receiver?.close())

const mail = {
  to: 'ann@example.com',
  subject: 'Weekly numbers',
  text: 'Users: 12',
  html: '<p>Users: 12</p>',
  attachments: [{ filename: 'users.csv', content: 'users\r\n12\r\n', contentType: 'text/csv' }],
  id: 'delivery-1',
}

const mailerTo = (smtpUrl: string, timeoutMs?: number) =>
  createMailer({ smtpUrl, from: 'Convograph <reports@example.com>', ...(timeoutMs && { timeoutMs }) })

const failure = (sent: Promise<void>) =>
  sent.then(
    () => undefined,
    ({ code, message, after }) => ({ code, message, ...after }),
  )

test('a mail has a text, the same as HTML, and its attachments', async () => {
  receiver = await startSmtpReceiver()
  await mailerTo(receiver.url)(mail)
  expect(receiver.mails).toMatchObject([{ from: 'reports@example.com', to: ['ann@example.com'] }])
  const { raw } = receiver.mails[0]!
  for (const part of [
    'From: Convograph <reports@example.com>',
    'Subject: Weekly numbers',
    'Message-ID: <delivery-1@convograph>',
    'Auto-Submitted: auto-generated',
    'multipart/alternative',
    'text/plain',
    'text/html',
    'filename=users.csv',
  ])
    expect(raw).toContain(part)
})

test('a subject adds no header', async () => {
  receiver = await startSmtpReceiver()
  await mailerTo(receiver.url)({ ...mail, subject: 'a\r\nBcc: eve@example.com\u2028X: y' })
  expect(receiver.mails[0]!.to).toEqual(['ann@example.com'])
  const [headers] = receiver.mails[0]!.raw.split('\r\n\r\n') as [string]
  expect(headers).toMatch(/^Subject: a Bcc: eve@example.com X: y\r?$/m)
  expect(headers).not.toMatch(/^(Bcc|X):/m)
})

test.each([
  [450, false],
  [550, true],
])('a refusal with %i is final: %s', async (code, isFinal) => {
  receiver = await startSmtpReceiver(() => code)
  expect(await failure(mailerTo(receiver.url)(mail))).toMatchObject({
    code: 'REFUSED',
    message: expect.stringContaining(String(code)),
    isFinal,
  })
})

test('a refused login is tried again and tells nothing of the login', async () => {
  receiver = await startSmtpReceiver()
  const sent = mailerTo(receiver.url.replace('//', '//user:hunter2@'))(mail)
  expect(await failure(sent)).toEqual({
    code: 'REFUSED',
    message: 'The mail server refused the login of SMTP_URL.',
    isFinal: false,
  })
})

test('a server that does not reply to a recipient is given up', async () => {
  receiver = await startSmtpReceiver(() => 'never')
  expect(await failure(mailerTo(receiver.url, 400)(mail))).toMatchObject({ code: 'TIMEOUT', isFinal: false })
})

test('a server that is gone is tried again', async () => {
  receiver = await startSmtpReceiver()
  await receiver.close()
  expect(await failure(mailerTo(receiver.url)(mail))).toMatchObject({ code: 'UNREACHABLE', isFinal: false })
  receiver = await startSmtpReceiver()
})

/** A server that sends a byte of its greeting now and then, so that the connection is never idle. */
async function startDripping(): Promise<Server> {
  const server = createServer((socket: Socket) => {
    const drip = setInterval(() => socket.write('2'), 20)
    socket.on('error', () => undefined).on('close', () => clearInterval(drip))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

test('a server that answers byte by byte is given up', async () => {
  const server = await startDripping()
  const { port } = server.address() as AddressInfo
  expect(await failure(mailerTo(`smtp://127.0.0.1:${port}`, 400)(mail))).toMatchObject({ code: 'TIMEOUT' })
  server.close()
})
