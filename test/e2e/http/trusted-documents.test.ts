import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { print } from 'graphql'
import { createClient } from 'graphql-ws'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cutTo } from '../../../web/api/cut.ts'
import { operations, sentText } from '../../../web/build/documents.ts'
import { socketUrl } from '../../support/streams/socket-url.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { SummaryDocument, TrackEventDocument } from '../operations/operations.ts'

let folder: string
let app: TestApp

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')
const track = print(TrackEventDocument)
const summary = print(SummaryDocument)
const twoInOne = 'query First { __typename } query Second { summary { totalEvents } }'
const former =
  'query ($id: String!, $preset: RangePreset) { user(id: $id) { userId } summary(range: { preset: $preset, last: null }) { totalEvents } }'
const subscription = 'subscription { events { arrived } }'
const listed = Object.fromEntries(
  [track, summary, twoInOne, former, subscription].map(text => [hashOf(text), text]),
)

async function fileOf(content: string): Promise<string> {
  const path = join(folder, `${hashOf(content)}.json`)
  await writeFile(path, content)
  return path
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convograph-trusted-'))
  app = await startTestApp({ TRUSTED_DOCUMENTS: await fileOf(JSON.stringify(listed)) })
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true, force: true })
})

async function post(body: object, role: 'admin' | 'service' = 'admin') {
  const response = await fetch(app.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${app.token(role)}` },
    body: JSON.stringify(body),
  })
  const { data, errors } = (await response.json()) as {
    data?: object
    errors?: { extensions: { code: string } }[]
  }
  return { status: response.status, data, code: errors?.[0]?.extensions.code }
}

const apollo = (sha256Hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } })
const notTrusted = { status: 400, data: undefined, code: 'DOCUMENT_NOT_TRUSTED' }
const notFound = { status: 400, data: undefined, code: 'PERSISTED_QUERY_NOT_FOUND' }

test('a listed document runs by its id, in each form in which clients send it, and by its text', async () => {
  const variables = { input: { eventId: 'e-1', name: 'signup', userId: 'ann' } }
  const tracked = await post({ query: track, variables }, 'service')
  expect(tracked).toMatchObject({ status: 200, data: { trackEvent: { status: 'ACCEPTED' } } })
  const repeated = await post({ ...apollo(hashOf(track)), variables }, 'service')
  expect(repeated).toMatchObject({ status: 200, data: { trackEvent: { status: 'DUPLICATE' } } })
  const answered = { status: 200, data: { summary: { totalEvents: 1 } }, code: undefined }
  for (const body of [
    { documentId: `sha256:${hashOf(summary)}` },
    { documentId: hashOf(summary) },
    apollo(hashOf(summary)),
    { query: summary },
    { query: summary, ...apollo(hashOf(summary)) },
  ])
    expect(await post(body)).toMatchObject(answered)
  expect(await post({ documentId: hashOf(twoInOne), operationName: 'Second' })).toMatchObject(answered)
})

test('a listed document may have a form of before version 1', async () => {
  const variables = { id: 'nobody', preset: 'LAST_YEAR' }
  expect(await post({ documentId: hashOf(former), variables })).toMatchObject({
    status: 200,
    data: { user: null, summary: { totalEvents: 0 } },
  })
})

test('a listed document still needs its token and its variables', async () => {
  expect(await post({ documentId: hashOf(summary) }, 'service')).toMatchObject({ status: 403 })
  expect(await post({ documentId: hashOf(track) })).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' })
  expect(await post({ documentId: hashOf(twoInOne) })).toMatchObject({
    code: 'OPERATION_RESOLUTION_FAILURE',
  })
})

test('any other document is refused before it is parsed', async () => {
  for (const query of [
    `${summary} `,
    '{ __typename }',
    '{ __schema { types { name } } }',
    '{ "',
    '{'.repeat(5_000),
  ])
    expect(await post({ query })).toEqual(notTrusted)
  expect(await post({ query: '{ __typename }', documentId: hashOf(summary) })).toEqual(notTrusted)
  expect(await post({ query: '{ __typename }', ...apollo(hashOf(summary)) })).toEqual(notTrusted)
  const metrics = await fetch(new URL('/metrics', app.url))
  expect(await metrics.text()).toContain('convograph_errors_total{code="DOCUMENT_NOT_TRUSTED"} 7')
})

test('an unknown id is not found', async () => {
  for (const id of [hashOf('{ __typename }'), 'sha256:', '__proto__', 'constructor', '', 7, null])
    expect(await post({ documentId: id, ...apollo('0'.repeat(64)) })).toEqual(notFound)
  expect(await post(apollo(hashOf('{ __typename }')))).toEqual(notFound)
})

test('a body without a document is an error of the client', async () => {
  for (const body of [{}, [], [{ query: '{ __typename }' }], { query: '' }, { variables: {} }])
    expect(await post(body)).toEqual({ status: 400, data: undefined, code: 'BAD_REQUEST' })
})

test('a GET request with a query is refused', async () => {
  for (const query of ['{ __typename }', summary]) {
    const response = await fetch(`${app.url}?query=${encodeURIComponent(query)}`, {
      headers: { 'apollo-require-preflight': 'true' },
    })
    expect([response.status, await response.json()]).toMatchObject([
      400,
      { errors: [{ extensions: { code: 'DOCUMENT_NOT_TRUSTED' } }] },
    ])
  }
})

test('a file with mistakes keeps the service from starting, and all of them are named', async () => {
  const wrong = { good: summary, misspelt: '{ sumary { totalEvents } }', broken: '{ summary {', empty: '' }
  const start = async (path: string) =>
    startTestApp({ TRUSTED_DOCUMENTS: path, CLICKHOUSE_URL: 'http://127.0.0.1:9' })
  await expect(start(await fileOf(JSON.stringify(wrong)))).rejects.toThrow(
    /^TRUSTED_DOCUMENTS names .*\.json, which has mistakes:\n {2}misspelt: Cannot query field "sumary".*\n {2}broken: Syntax Error.*\n {2}empty: Syntax Error.*$/,
  )
  await expect(start(await fileOf('["{ __typename }"]'))).rejects.toThrow('not a JSON object of texts')
  await expect(start(await fileOf('{'))).rejects.toThrow('cannot be read')
  await expect(start(join(folder, 'none.json'))).rejects.toThrow('ENOENT')
})

test('what the page sends is trusted as it is sent, and nothing near it', async () => {
  const sent = (await operations()).map(([name, text]) => sentText(name, text))
  expect(sent.length).toBeGreaterThan(100)
  const limits = sent.find(text => text.startsWith('query Limits'))!
  expect(await post({ query: limits })).toMatchObject({ status: 200, code: undefined })
  const streams = sent.filter(text => text.startsWith('subscription'))
  for (const query of sent.filter(text => !streams.includes(text)))
    expect((await post({ query, variables: {} })).code).not.toBe('DOCUMENT_NOT_TRUSTED')
  const written = Object.fromEntries(await operations()).Limits!
  for (const query of [written, limits.replace('__typename', ''), cutTo(written, ['rateLimit'])])
    expect(await post({ query })).toEqual(notTrusted)
})

test('there is no explorer, which could ask nothing', async () => {
  for (const search of ['', '?ui=graphiql']) {
    const response = await fetch(app.url + search, { headers: { accept: 'text/html' } })
    expect([response.status, response.headers.get('content-type')]).toEqual([
      400,
      'application/json; charset=utf-8',
    ])
  }
})

test('a subscription is trusted too, over both transports', async () => {
  const first = async (body: object) => {
    const response = await fetch(`${app.url}/stream`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${app.token('admin')}` },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(20_000),
    })
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    while (!text.includes('arrived') && !text.includes('errors')) text += (await reader.read()).value
    await reader.cancel()
    return [response.status, /"code":"(\w+)"/.exec(text)?.[1]]
  }
  const id = hashOf(subscription)
  expect(await first({ documentId: id })).toEqual([200, undefined])
  expect(await first(apollo(id))).toEqual([200, undefined])
  expect(await first({ query: subscription })).toEqual([200, undefined])
  expect(await first({ query: 'subscription { jobChanged { id } }' })).toEqual([400, 'DOCUMENT_NOT_TRUSTED'])
  expect(await first({ documentId: 'x' })).toEqual([400, 'PERSISTED_QUERY_NOT_FOUND'])

  const socket = createClient({
    url: socketUrl(app),
    connectionParams: { authorization: `Bearer ${app.token('admin')}` },
  })
  const answers = socket.iterate({ query: '', extensions: apollo(id).extensions })
  expect((await answers.next()).value!.data).toEqual({ events: { arrived: 0 } })
  const refused = await socket
    .iterate({ query: 'subscription { jobChanged { id } }' })
    .next()
    .catch(error => error)
  expect(refused[0].extensions.code).toBe('DOCUMENT_NOT_TRUSTED')
  await socket.dispose()
})
