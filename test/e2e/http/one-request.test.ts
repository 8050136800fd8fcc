import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp({ NODE_ENV: 'production' })
})
afterAll(() => app.close())

/** A query, and the same query as one chunk. */
const query = '{"query":"{ __typename }"}'
const size = query.length.toString(16)
const chunk = `${size}\r\n${query}\r\n`
const chunks = `${chunk}0\r\n\r\n`
const length = `content-length: ${query.length}`

/** A mutation that leaves a trace if the service runs it. */
function hidden(): string {
  const body =
    '{"query":"mutation { trackEvent(input: { name: \\"hidden\\", userId: \\"eve\\" }) { status } }"}'
  const head = `POST /graphql HTTP/1.1\r\nhost: a\r\nauthorization: Bearer ${app.token('service')}`
  return `${head}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`
}

/** A request with these header lines and this body. */
const posted = (lines: string[], body: string, first = 'POST /graphql HTTP/1.1') =>
  `${[first, 'host: a', 'content-type: application/json', ...lines].join('\r\n')}\r\n\r\n${body}`

/** A plain last request, whose answer ends the connection. */
const last = 'GET /health/live HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n'

/** The status of every answer on a connection with this text; `alive` for the status of the last request. */
function answers(bytes: string): Promise<(number | 'alive')[]> {
  const { hostname, port } = new URL(app.url)
  return new Promise(resolve => {
    let text = ''
    const socket = connect(Number(port), hostname, () => socket.write(Buffer.from(bytes, 'latin1')))
    socket.setEncoding('latin1').on('data', part => {
      text += part
    })
    socket.on('error', () => undefined)
    socket.on('close', () => {
      const statuses = [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status))
      resolve(text.endsWith('{"status":"alive"}') ? [...statuses.slice(0, -1), 'alive'] : statuses)
    })
  })
}

describe('a request is refused, and nothing after it is read:', () => {
  test.each([
    ['a length and chunks', ['content-length: 6', 'transfer-encoding: chunked']],
    ['chunks and a length', ['transfer-encoding: chunked', 'content-length: 4']],
    ['chunks twice', ['transfer-encoding: chunked', 'transfer-encoding: chunked']],
    ['chunks, then none', ['transfer-encoding: chunked', 'transfer-encoding: identity']],
    ['no chunks, then some', ['transfer-encoding: identity', 'transfer-encoding: chunked']],
  ])('%s', async (_, lines) => {
    expect(await answers(posted(lines, `0\r\n\r\n${hidden()}${last}`))).toEqual([400])
    expect(await answers(posted(lines, `${chunks}${hidden()}${last}`))).toEqual([400])
  })

  test.each([
    'chunked, chunked',
    'identity, chunked',
    'chunked, identity',
    'gzip, chunked',
    'xchunked',
    'chunkedx',
    'identity',
    '\x0bchunked',
    'chunked\x0b',
    '"chunked"',
    "'chunked'",
    'chunked;q=1',
    'chunked,',
    ',chunked',
    '',
    'x',
    'ch\xfcnked',
    '\r\n chunked',
  ])('the transfer encoding %j', async value => {
    const request = posted([`transfer-encoding: ${value}`], chunks)
    expect(await answers(request + hidden() + last)).toEqual([400])
  })

  test.each([
    'Transfer-Encoding : chunked',
    ' Transfer-Encoding: chunked',
    'Transfer-Encoding\0: chunked',
    'Transfer-Encoding\t: chunked',
    'x: y\nTransfer-Encoding: chunked',
    'x: y\rTransfer-Encoding: chunked',
    'x: y\r\n Transfer-Encoding: chunked',
  ])('a length beside %j', async line => {
    expect(await answers(posted([length, line], query + hidden() + last))).toEqual([400])
    expect(await answers(posted([line, length], query + hidden() + last))).toEqual([400])
  })

  test.each([
    '+26',
    '-1',
    '26, 26',
    '26,26',
    '0x1a',
    '2e1',
    '',
    '99999999999999999999999',
    '26\0',
    '\xb226',
    '26;',
    '2 6',
    '26\x0b',
    '\r\n 26',
    '26\r\ncontent-length: 26',
    '0\r\ncontent-length: 26',
  ])('the length %j', async value => {
    expect(await answers(posted([`content-length: ${value}`], query + hidden() + last))).toEqual([400])
  })

  test.each([
    `0x${chunk}0\r\n\r\n`,
    `+${chunk}0\r\n\r\n`,
    ` ${chunk}0\r\n\r\n`,
    `-1\r\n${query}\r\n0\r\n\r\n`,
    `${size} \r\n${query}\r\n0\r\n\r\n`,
    `1000000000000001a\r\n${query}\r\n0\r\n\r\n`,
    `\r\n${query}\r\n0\r\n\r\n`,
    `${size}\n${query}\r\n0\r\n\r\n`,
    `${size}\r${query}\r\n0\r\n\r\n`,
    `${size}\r\n${query}\n0\r\n\r\n`,
    `${size}\r\n${query}0\r\n\r\n`,
    `${size}\r\n${query}XX0\r\n\r\n`,
    `${chunk}0\n\n`,
    `${chunk}0\r\n\n`,
    `${chunk}0\r\ncontent-length: 5\r\n\r\n`,
    `${chunk}0\r\ntransfer-encoding: chunked\r\n\r\n`,
    `${chunk}0\r\nx: y\r\n z\r\n\r\n`,
    `${chunk}0\r\nx\r\n\r\n`,
    `${chunk}0\r\nx: y\n\r\n\r\n`,
    `${size};\n${query}\r\n0\r\n\r\n`,
    `${size};a=b\n${query}\r\n0\r\n\r\n`,
    `${size};a\rb\r\n${query}\r\n0\r\n\r\n`,
    `${size};\0\r\n${query}\r\n0\r\n\r\n`,
    `${size};a="b\r\n"\r\n${query}\r\n0\r\n\r\n`,
  ])('in chunks: %j', async body => {
    expect(await answers(posted(['transfer-encoding: chunked'], body + hidden() + last))).toEqual([400])
  })

  test.each([
    ['POST /graphql HTTP/1.0', ['transfer-encoding: chunked', 'connection: keep-alive'], chunks],
    ['POST /graphql HTTP/1.1', ['host: b', length], query],
    ['POST /graphql HTTP/1.1', ['host: a', length], query],
    ['POST\t/graphql HTTP/1.1', [length], query],
    ['POST /graphql HTTP/1.1 ', [length], query],
    ['POST /graphql HTTP/1.1 HTTP/1.1', [length], query],
    ['POST /graphql HTTP/1.2', [length], query],
    ['POST /graphql http/1.1', [length], query],
    ['POST /graphql HTTP/1.1\r\n x: y', [length], query],
    ['POST /graphql HTTP/1.1\nx: y', [length], query],
    ['POST /graphql HTTP/1.1\rx: y', [length], query],
  ])('%j with %j', async (first, lines, body) => {
    expect(await answers(posted(lines, body + hidden() + last, first))).toEqual([400])
  })

  test.each(['\n\n', '\r\n\n', '\r\r', '\n\r\n'])('a head that ends in %j', async end => {
    const head = `POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n${length}`
    expect(await answers(head + end + query + hidden() + last)).toEqual([400])
  })

  test('a change of protocol is refused, and the connection ends', async () => {
    for (const protocol of ['websocket', 'h2c', 'TLS/1.0'])
      expect(
        await answers(
          posted(['connection: upgrade', `upgrade: ${protocol}`, length], query + hidden() + last),
        ),
      ).toEqual([200])
  })
})

describe('this is one request, and the next bytes are another:', () => {
  test.each<[string, string[], string]>([
    ['chunks', ['transfer-encoding: chunked'], chunks],
    ['chunks in other letters', ['Transfer-Encoding: Chunked'], chunks],
    ['chunks and a blank', ['transfer-encoding: chunked '], chunks],
    ['a size in capitals', ['transfer-encoding: chunked'], chunks.replace('a', 'A')],
    ['a size with zeros', ['transfer-encoding: chunked'], `000${chunk}00\r\n\r\n`],
    ['extensions of chunks', ['transfer-encoding: chunked'], `${size};a=b\r\n${query}\r\n0;c="d"\r\n\r\n`],
    ['headers behind chunks', ['transfer-encoding: chunked'], `${chunk}0\r\nx: y\r\n\r\n`],
    ['a length with zeros', [`content-length: 00${query.length}`], query],
    ['another header', [length, 'Transfer_Encoding: chunked', 'Transfer-Encoding-x: chunked'], query],
    ['a length that a proxy should take away', ['connection: content-length', length], query],
  ])('%s', async (_, lines, body) => {
    expect(await answers(posted(lines, body + last))).toEqual([200, 'alive'])
  })

  test.each([
    ['GET /health/live HTTP/1.1', 200],
    ['HEAD /health/live HTTP/1.1', 200],
    ['GET /graphql?query={__typename} HTTP/1.1', 200],
    ['DELETE /graphql HTTP/1.1', 405],
    ['OPTIONS /graphql HTTP/1.1', 405],
    ['TRACE /graphql HTTP/1.1', 405],
    ['POST /nowhere HTTP/1.1', 404],
  ])('%s with a body that looks like a request', async (first, status) => {
    const body = hidden()
    expect(await answers(posted([`content-length: ${body.length}`], body + last, first))).toEqual([
      status,
      'alive',
    ])
  })

  test.each([
    ['expect: foo', 417],
    ['content-encoding: gzip', 415],
    ['accept: image/png', 406],
  ])('a request that is refused for %s before such a body is read', async (line, status) => {
    const body = hidden()
    expect(await answers(posted([line, `content-length: ${body.length}`], body + last))).toEqual([
      status,
      'alive',
    ])
  })

  test('a request with "expect: 100-continue"', async () => {
    expect(await answers(posted(['expect: 100-continue', length], query + last))).toEqual([100, 200, 'alive'])
  })
})

test('no mutation that was hidden in another request has run', async () => {
  expect((await app.ask('{ catalog { events(search: "hidden") { name } } }')).data).toEqual({
    catalog: { events: [] },
  })
})

test('the hidden mutation runs as a request of its own', async () => {
  expect(await answers(hidden() + last)).toEqual([200, 'alive'])
  expect((await app.ask('{ catalog { events(search: "hidden") { name } } }')).data).toEqual({
    catalog: { events: [{ name: 'hidden' }] },
  })
})
