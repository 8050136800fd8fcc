import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import jwt from 'jsonwebtoken'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Batch, batches, type PositionedEvent } from '../../../src/cli/import/batches.ts'
import { columnMapping, usualNulls } from '../../../src/cli/import/column-mapping.ts'
import { createSpool } from '../../../src/cli/import/identities/spool.ts'
import { importFiles } from '../../../src/cli/import/import-files.ts'
import { inputFile } from '../../../src/cli/import/input-file.ts'
import { progressText } from '../../../src/cli/import/progress.ts'
import { emptyContents } from '../../../src/cli/import/report/contents.ts'
import { emptyTally, exitCodeOf, summaryText } from '../../../src/cli/import/tally.ts'

interface ReceivedEvent {
  eventId: string
  name?: string
}

/** A stand-in for the service: it remembers ids, and a test can make it fail first. */
class Peer {
  readonly requests: ReceivedEvent[][] = []
  readonly stored = new Set<string>()
  readonly badAnswers: ((response: ServerResponse) => unknown)[] = []
  authorization: string | undefined
  onRequest = () => {}
  private readonly server: Server = createServer(async (request, response) => {
    const { events: sent } = JSON.parse(await text(request)).variables.input
    const events = sent.map(({ event }: { event: ReceivedEvent }) => event)
    this.authorization = request.headers.authorization
    this.requests.push(events)
    this.onRequest()
    const badAnswer = this.badAnswers.shift()
    if (badAnswer) badAnswer(response)
    else response.end(JSON.stringify({ data: { track: this.answer(events) } }))
  })

  async listen(): Promise<string> {
    await new Promise<void>(resolve => this.server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/graphql`
  }

  async close(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise(resolve => this.server.close(resolve))
  }

  answer(events: ReceivedEvent[]) {
    const receipts = events.map(({ eventId, name }, index) => ({ index, ...this.verdict(eventId, name) }))
    const count = (status: string) => receipts.filter(receipt => receipt.status === status).length
    return {
      accepted: count('ACCEPTED'),
      duplicates: count('DUPLICATE'),
      rejected: count('REJECTED'),
      receipts,
    }
  }

  private verdict(eventId: string, name: string | undefined) {
    const none = { code: null, field: null, message: null }
    if (!name)
      return { status: 'REJECTED', code: 'REQUIRED', field: 'name', message: 'An event needs a name.' }
    if (this.stored.has(eventId)) return { status: 'DUPLICATE', ...none }
    this.stored.add(eventId)
    return { status: 'ACCEPTED', ...none }
  }
}

const status =
  (code: number, headers: Record<string, string> = {}) =>
  (response: ServerResponse) =>
    response.writeHead(code, headers).end('{"errors":[{"message":"Try later."}]}')
const graphqlError = (extensions: object) => (response: ServerResponse) =>
  response.end(JSON.stringify({ data: null, errors: [{ message: 'Not now.', extensions }] }))
const cutConnection = (response: ServerResponse) => response.socket?.destroy()

let peer: Peer
let url: string
let folder: string
beforeEach(async () => {
  peer = new Peer()
  url = await peer.listen()
  folder = await mkdtemp(join(tmpdir(), 'import-sending-'))
})
afterEach(async () => {
  await peer.close()
  await rm(folder, { recursive: true })
})

/** Imports files given by name and content; returns the tally and, if the import ended early, the reason. */
async function imported(
  contents: Record<string, string>,
  { batch = 2, concurrency = 2, patienceMs = 10_000, stop = new AbortController().signal } = {},
) {
  const files = await Promise.all(
    Object.entries(contents).map(async ([name, content]) => {
      await writeFile(join(folder, name), content)
      return inputFile(join(folder, name))
    }),
  )
  const tally = emptyTally()
  const waits: string[] = []
  const waitsMs: number[] = []
  const onWait = (reason: string, milliseconds: number) => {
    waits.push(reason)
    waitsMs.push(milliseconds)
  }
  const mapping = columnMapping([], [], 'event', { isNow: true, nulls: new Set(usualNulls) })
  const spool = createSpool()
  const failure = await importFiles({
    files,
    spool,
    contents: emptyContents(),
    reading: { mapping, zone: 'UTC', renames: [] },
    batch,
    concurrency,
    tally,
    sender: { service: { url, token: 'secret' }, patienceMs, stop, contact: { isMade: false }, onWait },
    progress: { read: () => {}, found: () => {}, answered: () => {}, wait: () => {}, stop: () => {} },
  })
    .catch((error: Error) => error)
    .finally(spool.close)
  return { tally, waits, waitsMs, failure, counts: [tally.accepted, tally.duplicates, tally.rejected] }
}

const fiveLogins = 'name,userId\nlogin,a\nlogin,b\nlogin,c\nlogin,d\nlogin,e\n'

test('files are sent in batches with the token, and count as duplicates the second time', async () => {
  const first = await imported({ 'logins.csv': fiveLogins })
  expect(first.counts).toEqual([5, 0, 0])
  expect(peer.authorization).toBe('Bearer secret')
  expect(peer.requests.map(events => events.length).sort()).toEqual([1, 2, 2])
  const again = await imported({ 'logins.csv': fiveLogins }, { batch: 3, concurrency: 1 })
  expect(again.counts).toEqual([0, 5, 0])
})

test('rejected rows are reported by file and line, in the order of the files, both those of the service and those never sent', async () => {
  const { tally, failure } = await imported({
    'a.ndjson': '{"name":"login"}\n{broken\n{"userId":"u"}\n',
    'b.csv': 'name,userId\nlogin,u\n,u\nlogin\n',
  })
  expect(failure).toBeUndefined()
  const file = (name: string) => join(folder, name)
  expect(summaryText(tally, 1.26)).toBe(
    [
      '2 accepted, 0 duplicates, 4 rejected in 1.3 s',
      `  ${file('a.ndjson')}:2 UNREADABLE_ROW: the line is not valid JSON`,
      `  ${file('a.ndjson')}:3 REQUIRED name: An event needs a name.`,
      `  ${file('b.csv')}:3 REQUIRED name: An event needs a name.`,
      `  ${file('b.csv')}:4 UNREADABLE_ROW: the row has 1 columns, the header 2`,
    ].join('\n'),
  )
})

test('the summary shows the first ten reasons and counts the others', async () => {
  const { tally } = await imported({ 'nameless.ndjson': '{"userId":"u"}\n'.repeat(1_234) }, { batch: 100 })
  const lines = summaryText(tally, 0.5).split('\n')
  expect(lines).toHaveLength(12)
  expect(lines[0]).toBe('0 accepted, 0 duplicates, 1,234 rejected in 0.5 s')
  expect(lines[10]).toContain('nameless.ndjson:10 REQUIRED name')
  expect(lines[11]).toBe('  and 1,224 more')
})

test('a busy service gets the same events again until it accepts them', async () => {
  peer.badAnswers.push(status(503), graphqlError({ code: 'OVERLOADED', retryAfterMs: 1 }), status(429))
  const { counts, waits } = await imported({ 'logins.csv': fiveLogins }, { batch: 1_000 })
  expect(counts).toEqual([5, 0, 0])
  expect(waits).toEqual(['HTTP 503, Try later.', 'HTTP 200, Not now.', 'HTTP 429, Try later.'])
  expect(peer.requests).toHaveLength(4)
  for (const events of peer.requests) expect(events).toEqual(peer.requests[0])
})

test('events whose answer was lost are sent again and counted as duplicates', async () => {
  peer.badAnswers.push(response => {
    peer.answer(peer.requests[0]!)
    cutConnection(response)
  })
  const { counts, waits } = await imported({ 'logins.csv': fiveLogins }, { batch: 1_000 })
  expect(counts).toEqual([0, 5, 0])
  expect(peer.stored.size).toBe(5)
  expect(waits).toHaveLength(1)
})

test('the import waits as long as the service asks', async () => {
  peer.badAnswers.push(status(503, { 'retry-after': '1' }))
  peer.badAnswers.push(graphqlError({ retryAfterMs: 700 }))
  const { counts, waitsMs } = await imported({ 'logins.csv': fiveLogins }, { batch: 1_000 })
  expect(counts).toEqual([5, 0, 0])
  expect(waitsMs).toHaveLength(2)
  expect(waitsMs[0]).toBeGreaterThanOrEqual(1_000)
  expect(waitsMs[1]).toBeGreaterThanOrEqual(700)
})

test('an address where nothing listens is said at the first try, without any wait', async () => {
  await peer.close()
  const { counts, failure, waits } = await imported({ 'logins.csv': fiveLogins })
  expect([counts, waits]).toEqual([[0, 0, 0], []])
  expect(failure).toMatchObject({
    message: expect.stringContaining(`No service answers at ${url} (ECONNREF`),
  })
  await peer.listen()
})

test('an import whose service goes away and stays away ends with the next step for the user', async () => {
  peer.onRequest = () => {
    if (peer.requests.length === 2) void peer.close()
  }
  const { counts, failure } = await imported(
    { 'logins.csv': fiveLogins },
    { patienceMs: 600, concurrency: 1 },
  )
  expect(counts).toEqual([2, 0, 0])
  expect(failure).toMatchObject({
    message: expect.stringMatching(
      /has not accepted a batch for 1 s \(ECONNREFUSED\)\. Run the same command/,
    ),
  })
  await peer.listen()
})

test.each([
  ['401', status(401), /does not let this token track events \(HTTP 401, Try later\.\)/],
  ['403', status(403), /does not let this token track events \(HTTP 403/],
  ['a GraphQL refusal', graphqlError({ code: 'FORBIDDEN' }), /does not let this token track events/],
  ['404', status(404), /did not accept the events \(HTTP 404/],
])('%s stops the import at once', async (_name, badAnswer, reason) => {
  peer.badAnswers.push(badAnswer)
  const { failure } = await imported({ 'logins.csv': fiveLogins }, { concurrency: 1 })
  expect(failure).toMatchObject({ message: expect.stringMatching(reason) })
  expect(peer.requests).toHaveLength(1)
})

test('an interrupted import finishes its running batches, and a second run stores the same events', async () => {
  const interrupt = new AbortController()
  peer.onRequest = () => interrupt.abort()
  const first = await imported({ 'logins.csv': fiveLogins }, { concurrency: 1, stop: interrupt.signal })
  expect(first.counts).toEqual([2, 0, 0])
  peer.onRequest = () => {}
  const second = await imported({ 'logins.csv': fiveLogins })
  expect(second.counts).toEqual([3, 2, 0])
  expect(peer.stored.size).toBe(5)
})

test('an interruption does not wait for a service that is away', async () => {
  const interrupt = new AbortController()
  peer.badAnswers.push(status(503, { 'retry-after': '60' }))
  peer.onRequest = () => setTimeout(() => interrupt.abort(), 50)
  const { failure } = await imported({ 'logins.csv': fiveLogins }, { concurrency: 1, stop: interrupt.signal })
  expect(failure).toMatchObject({ name: 'AbortError' })
})

test('batches are cut by number and by the bytes of the request', async () => {
  const event = (line: number, json: string): PositionedEvent => ({
    position: { path: 'f', file: 0, line },
    kind: 'event',
    event: {},
    json,
    bytes: Buffer.byteLength(json),
  })
  const cut = async (events: PositionedEvent[], most: number) => {
    const found: Batch[] = []
    for await (const batch of batches(Readable.from([events]), most)) found.push(batch)
    return found
  }
  const small = Array.from({ length: 7 }, (_, index) => event(index + 1, '{}'))
  const byNumber = await cut(small, 3)
  expect(byNumber.map(({ events }) => events.map(({ position }) => position.line))).toEqual([
    [1, 2, 3],
    [4, 5, 6],
    [7],
  ])

  const large = Array.from({ length: 9 }, (_, index) => event(index + 1, JSON.stringify('é'.repeat(131_050))))
  const byBytes = await cut(large, 1_000)
  expect(byBytes.map(({ events }) => events.length)).toEqual([3, 3, 3])
  for (const { body } of byBytes) expect(Buffer.byteLength(body)).toBeLessThanOrEqual(1_048_576)
  expect(JSON.parse(byBytes[2]!.body).variables.input.events).toHaveLength(3)
})

test('the progress line has share, rows, rate and remaining time', () => {
  const line = (bytes: number, rows: number, seconds: number, found = rows) =>
    progressText({ bytes, totalBytes: 1_000, found, rows, seconds })
  expect(line(0, 0, 0)).toBe('0 %, 0 rows, 0 rows/s, time left unknown')
  expect(line(250, 120_000, 15)).toBe('25 %, 120,000 rows, 8,000 rows/s, 45 s left')
  expect(line(100, 1, 20)).toBe('10 %, 1 rows, 0 rows/s, 3 min 0 s left')
  expect(line(1_000, 9, 3)).toBe('100 %, 9 rows, 3 rows/s, 0 s left')
  expect(line(1_000, 0, 3, 9)).toBe('0 %, 0 rows, 0 rows/s, time left unknown')
  expect(line(1_000, 3, 3, 12)).toBe('25 %, 3 rows, 1 rows/s, 9 s left')
})

test('the exit code says whether rows were rejected', () => {
  const code = (accepted: number, duplicates: number, rejected: number) =>
    exitCodeOf({ ...emptyTally(), accepted, duplicates, rejected })
  expect([code(3, 0, 0), code(0, 3, 0), code(0, 0, 0)]).toEqual([0, 0, 0])
  expect([code(2, 0, 1), code(0, 2, 1), code(0, 0, 3)]).toEqual([1, 1, 1])
})

/** Runs the command in the test's folder, as `npm run import` does, and returns its exit code and output. */
function command(args: string[], settings: Record<string, string> = {}) {
  const program = fileURLToPath(new URL('../../../dist/src/cli/import.js', import.meta.url))
  const running = spawn(process.execPath, [program, ...args], { cwd: folder, env: settings })
  const ended = Promise.all([text(running.stdout), text(running.stderr), once(running, 'close')])
  return { running, ended: ended.then(([out, error, [code]]) => ({ code, out, error })) }
}

test('the command sends to the configured service with a token of its own, and ends with 1 because of a rejected row', async () => {
  await writeFile(join(folder, 'rows.csv'), 'name,userId\nlogin,a\n,b\n')
  const secret = 'a secret of at least thirty-two bytes'
  const settings = { HOST: '127.0.0.1', PORT: new URL(url).port, AUTH_SECRET_KEY: secret }
  const { code, out } = await command(['rows.csv', '--now'], settings).ended
  expect([code, out.split('\n').slice(1, 2)]).toEqual([
    1,
    ['  rows.csv:3 REQUIRED name: An event needs a name.'],
  ])
  expect(out).toMatch(/^1 accepted, 0 duplicates, 1 rejected in /)
  const token = jwt.verify(peer.authorization!.replace('Bearer ', ''), secret)
  expect(token).toMatchObject({ roles: ['service'], sub: 'import' })
})

test('the command exits with 1 and one clear line for an impossible task', async () => {
  await writeFile(join(folder, 'rows.csv'), 'name,userId\nlogin,a\n')
  const to = ['--url', url, '--token', 't']
  const runs = [
    ['absent.csv', ...to],
    to,
    ['rows.csv', '--map', 'user=a', ...to],
    ['rows.csv', '--batch', '0', ...to],
    ['rows.csv', '--kind', 'call', ...to],
    ['rows.csv', '--now', '--url', 'http://127.0.0.1:2/graphql', '--token', 't'],
  ]
  const ended = await Promise.all(runs.map(args => command(args).ended))
  expect(ended.map(({ code }) => code)).toEqual([1, 1, 1, 1, 1, 1])
  expect(ended.map(({ error }) => error.split('\n').length)).toEqual([2, 2, 2, 2, 2, 2])
  expect(ended[0]!.error).toBe('absent.csv cannot be read: no such file\n')
  expect(ended[4]!.error).toMatch(/^--kind must be one of event, activity, /)
  expect(ended[5]!.error).toMatch(/^No service answers at http:\/\/127\.0\.0\.1:2\/graphql \(ECONNREFUSED\)/)
  peer.badAnswers.push(status(401))
  const refused = await command(['rows.csv', '--now', ...to]).ended
  expect(refused).toMatchObject({ code: 1, error: expect.stringContaining('does not let this token track') })
  expect(refused.out).toMatch(/^0 accepted/)
})

test('Ctrl-C lets the running batch finish, prints the summary and exits with 130', async () => {
  await writeFile(join(folder, 'rows.csv'), fiveLogins)
  const { running, ended } = command([
    'rows.csv',
    '--now',
    '--batch',
    '2',
    '--concurrency',
    '1',
    '--url',
    url,
    '--token',
    't',
  ])
  const interrupted = once(running.stderr, 'data')
  peer.badAnswers.push(async response => {
    running.kill('SIGINT')
    await interrupted
    response.end(JSON.stringify({ data: { track: peer.answer(peer.requests[0]!) } }))
  })
  const { code, out, error } = await ended
  expect([code, peer.requests.length]).toEqual([130, 1])
  expect(out).toMatch(/^2 accepted, 0 duplicates, 0 rejected in /)
  expect(error).toContain('Finishing the batches in flight')
})
