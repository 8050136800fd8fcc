import type { LookupAddress } from 'node:dns'
import type { ServerResponse } from 'node:http'
import { isIP } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { afterEach, expect, test } from 'vitest'
import type { PostRules } from '../../../src/delivery/post.ts'
import { publicLookup, type Resolve } from '../../../src/delivery/public-address.ts'
import { sendWebhook } from '../../../src/delivery/send-webhook.ts'
import { newWebhookSecret } from '../../../src/delivery/webhook-secret.ts'
import { startWebhookReceiver, type WebhookReceiver } from '../../support/delivery/webhook-receiver.ts'

const secret = newWebhookSecret()
const body = '{"type":"report.ready"}'

let receiver: WebhookReceiver
afterEach(() => receiver?.close())

async function start(answer?: (response: ServerResponse) => void) {
  receiver = await startWebhookReceiver(answer)
}

const send = (rules: Partial<PostRules> = {}, url = receiver.url, secrets = [secret]) =>
  sendWebhook({ id: 'msg_1', url, secrets, body }, { allowPrivate: ['127.0.0.1'], ...rules })

/** The code of the failure and what comes after it. */
const failure = (sent: Promise<unknown>) =>
  sent.then(
    () => undefined,
    ({ code, message, after }) => ({ code, message, ...after }),
  )

test('the receiver verifies the signature, and refuses a changed body, another id or an old time', async () => {
  await start()
  await send()
  const [{ headers, body: received }] = receiver.requests as [(typeof receiver.requests)[0]]
  const verified = (text = received, changed: object = {}, key = secret) =>
    new Webhook(key).verify(text, { ...(headers as Record<string, string>), ...changed })
  expect(headers).toMatchObject({ 'webhook-id': 'msg_1', 'content-type': 'application/json' })
  expect(verified()).toEqual({ type: 'report.ready' })
  expect(() => verified('{"type":"other"}')).toThrow()
  expect(() => verified(received, { 'webhook-id': 'msg_2' })).toThrow()
  const minutesLater = String(Number(headers['webhook-timestamp']) + 360)
  expect(() => verified(received, { 'webhook-timestamp': minutesLater })).toThrow()
  expect(() => verified(received, {}, newWebhookSecret())).toThrow()
})

test('while a secret replaces another one, both sign', async () => {
  await start()
  const next = newWebhookSecret()
  await send({}, receiver.url, [secret, next])
  const [{ headers, body: received }] = receiver.requests as [(typeof receiver.requests)[0]]
  for (const key of [secret, next])
    expect(new Webhook(key).verify(received, headers as Record<string, string>)).toBeTruthy()
})

test.each([
  ['500', { status: 500 }, { code: 'REFUSED', isFinal: false, retryAfterMs: undefined }],
  ['429 with a wait', { status: 429, 'retry-after': '7' }, { code: 'REFUSED', retryAfterMs: 7_000 }],
  ['503 with nonsense', { status: 503, 'retry-after': 'soon' }, { code: 'REFUSED', retryAfterMs: undefined }],
  ['410', { status: 410 }, { code: 'GONE', isFinal: true }],
  ['400', { status: 400 }, { code: 'REFUSED', isFinal: false }],
])('the answer %s is a failure', async (_, { status, ...headers }, expected) => {
  await start(response => response.writeHead(status, headers as Record<string, string>).end())
  expect(await failure(send())).toMatchObject(expected)
})

test.each([301, 302, 307, 308])('a redirect (%i) is a failure and is not followed', async status => {
  await start(response => response.writeHead(status, { location: '/elsewhere' }).end())
  expect(await failure(send())).toMatchObject({ code: 'REFUSED', message: `The webhook answered ${status}.` })
  expect(receiver.requests).toHaveLength(1)
})

test('an answer of any length ends after 64 kB', async () => {
  let sent = 0
  await start(response => {
    response.writeHead(200)
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(65_536))) sent += 65_536
      if (!response.destroyed) response.once('drain', more)
    }
    more()
  })
  await send()
  // What the sockets of both sides hold.
  expect(sent).toBeLessThan(50_000_000)
})

test.each<[string, (response: ServerResponse) => void]>([
  ['never', () => undefined],
  ['only with 100 Continue', response => response.writeContinue()],
  ['with a status and nothing after it', response => response.writeHead(200).flushHeaders()],
  [
    'a byte at a time',
    response => {
      response.writeHead(200)
      const drip = setInterval(() => response.write('.'), 20)
      response.once('close', () => clearInterval(drip))
    },
  ],
])('a receiver that answers %s is given up', async (_, answer) => {
  await start(answer)
  expect(await failure(send({ timeoutMs: 200 }))).toMatchObject({ code: 'TIMEOUT', isFinal: false })
})

test('a connection that fails is a failure to try again', async () => {
  await start(response => response.destroy())
  expect(await failure(send())).toMatchObject({ code: 'UNREACHABLE', isFinal: false })
  // The receiver has no TLS.
  const secured = receiver.url.replace('http:', 'https:')
  expect(await failure(send({}, secured))).toMatchObject({ code: 'UNREACHABLE' })
  await receiver.close()
  expect(await failure(send())).toMatchObject({
    code: 'UNREACHABLE',
    message: expect.stringContaining('REFUSED'),
  })
  await start()
})

test('a stop of the service ends an attempt by its own reason', async () => {
  await start(() => undefined)
  const stop = new AbortController()
  const sent = sendWebhook(
    { id: 'a', url: receiver.url, secrets: [secret], body },
    { allowPrivate: ['127.0.0.1'] },
    stop.signal,
  )
  stop.abort(new Error('stopped'))
  await expect(sent).rejects.toThrow('stopped')
})

/** Resolves every name to the addresses, and counts the look-ups. */
function resolvesTo(...addresses: string[]): { resolve: Resolve; count(): number } {
  let count = 0
  const resolve: Resolve = (_name, _options, callback) => {
    count += 1
    callback(
      null,
      addresses.map((address): LookupAddress => ({ address, family: isIP(address) })),
    )
  }
  return { resolve, count: () => count }
}

test.each([
  ['to a private address', ['127.0.0.1']],
  ['to a public and a private address', ['8.8.8.8', '169.254.169.254']],
  ['to a mapped address', ['::ffff:127.0.0.1']],
  ['to no address', []],
])('a name that resolves %s is refused at the connection', async (_, addresses) => {
  await start()
  const { port } = new URL(receiver.url)
  const { resolve } = resolvesTo(...addresses)
  const sent = send({ resolve, allowPrivate: [] }, `https://hooks.example:${port}/`)
  expect(await failure(sent)).toMatchObject({ code: 'ADDRESS_NOT_ALLOWED', isFinal: true })
  expect(receiver.requests).toEqual([])
})

test('a name is looked up once: the socket gets the addresses that were checked, and no others', async () => {
  const { resolve, count } = resolvesTo('8.8.8.8', '2606:4700::1111')
  const found = (all: boolean) =>
    new Promise(done => publicLookup(resolve)('hooks.example', { all }, (...given) => done(given)))
  const both = [
    { address: '8.8.8.8', family: 4 },
    { address: '2606:4700::1111', family: 6 },
  ]
  expect(await found(true)).toEqual([null, both])
  expect(await found(false)).toEqual([null, '8.8.8.8', 4])
  expect(count()).toBe(2)
})

test('a name that turns private after it was checked reaches nothing private', async () => {
  await start()
  const answers = [['8.8.8.8'], ['127.0.0.1']]
  const rebinding: Resolve = (_name, _options, callback) =>
    callback(
      null,
      (answers.shift() ?? ['127.0.0.1']).map(address => ({ address, family: 4 })),
    )
  // The check and the connection share one look-up, so the first answer is all that a connection sees.
  const found = () =>
    new Promise(done => publicLookup(rebinding)('hooks.example', {}, (...given) => done(given)))
  expect(await found()).toEqual([null, '8.8.8.8', 4])
  const { port } = new URL(receiver.url)
  const next = send({ resolve: rebinding, allowPrivate: [] }, `https://hooks.example:${port}/`)
  expect(await failure(next)).toMatchObject({ code: 'ADDRESS_NOT_ALLOWED' })
  expect(receiver.requests).toEqual([])
})

test('the first 1,000 characters of an answer are kept, as plain text and without the headers of the receiver', async () => {
  await start(response => response.end(`key hunter2\0\u0007\n${'a'.repeat(2_000)}`))
  const message = { id: 'a', url: receiver.url, secrets: [secret], body, headers: { 'X-Key': 'hunter2' } }
  const { status, durationMs, text } = await sendWebhook(message, { allowPrivate: ['127.0.0.1'] })
  expect([status, durationMs >= 0, text]).toEqual([200, true, `key … ${'a'.repeat(994)}`])
  expect(receiver.requests[0]!.headers['x-key']).toBe('hunter2')
})

test.each([
  'http://hooks.example/',
  'https://127.0.0.1/',
  'https://[::127.0.0.1]/',
  'https://[::ffff:7f00:1]/',
])('a saved URL that is no longer allowed is refused: %s', async url => {
  await start()
  expect(await failure(send({ allowPrivate: [] }, url))).toMatchObject({ code: 'ADDRESS_NOT_ALLOWED' })
})
