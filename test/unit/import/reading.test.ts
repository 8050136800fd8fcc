import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ColumnMapping, columnMapping, fieldsOfAnyKind } from '../../../src/cli/import/column-mapping.ts'
import { fileEvents } from '../../../src/cli/import/file-events.ts'
import { contentOf, inputFile } from '../../../src/cli/import/input-file.ts'
import { inputFiles } from '../../../src/cli/import/input-files.ts'
import { jsonRows } from '../../../src/cli/import/ndjson.ts'
import { type Reading } from '../../../src/cli/import/reading.ts'
import { renames } from '../../../src/cli/import/renames.ts'
import { instantIn } from '../../../src/cli/import/zoned.ts'
import { packed } from '../../support/import/packed.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'import-reading-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function written(name: string, content: string | Buffer): Promise<string> {
  await writeFile(join(folder, name), content)
  return join(folder, name)
}

async function all<T>(groups: AsyncIterable<Iterable<T>>): Promise<T[]> {
  const collected: T[] = []
  for await (const group of groups) collected.push(...group)
  return collected
}

/** The text in pieces of some bytes, as a file may be read. */
const pieces = (text: string, size: number) =>
  Readable.from(
    Buffer.from(text)
      .toString('latin1')
      .match(new RegExp(`.{1,${size}}`, 'gs'))!
      .map(piece => Buffer.from(piece, 'latin1')),
  )

async function rowsIn(text: string, size: number): Promise<unknown[]> {
  const rows = await all(jsonRows(pieces(text, size)))
  return rows.map(row => ('problem' in row ? [row.line, row.problem.code] : [row.line, row.columns]))
}

test.each([1, 2, 7, 1000])(
  'JSON lists, pages and objects are split into rows, read %i bytes at a time',
  async size => {
    expect(await rowsIn('\uFEFF[{"a":"}]\\""},\n {"a":[{"b":"ü"}]}]', size)).toEqual([
      [1, { a: '}]"' }],
      [2, { a: [{ b: 'ü' }] }],
    ])
    const page =
      '{"object": "page",\n "data": [{"data":[1]},{"b":"\\\\"}],\n "meta": {"data": [{"c":1}], "next": null}}'
    expect(await rowsIn(`${page}\n${page}`, size)).toEqual([
      [2, { data: [1] }],
      [2, { b: '\\' }],
      [5, { data: [1] }],
      [5, { b: '\\' }],
    ])
    expect(await rowsIn('{\n "a": 1,\n "list": [{"b": 2}]\n}\n{"a":3}', size)).toEqual([
      [1, { a: 1, list: [{ b: 2 }] }],
      [5, { a: 3 }],
    ])
  },
)

test('what is no object in a JSON list is refused, and so is a value that is cut off', async () => {
  expect(await rowsIn('[1,"two",{"a":1},null,[2],{"a":', 5)).toEqual([
    [1, 'UNREADABLE_ROW'],
    [1, 'UNREADABLE_ROW'],
    [1, { a: 1 }],
    [1, 'UNREADABLE_ROW'],
    [1, 'UNREADABLE_ROW'],
    [1, 'UNREADABLE_ROW'],
  ])
  const cutOff = [
    [1, { a: 1 }],
    [2, 'UNREADABLE_ROW'],
  ]
  expect(await rowsIn('[{"a":1},\n', 4)).toEqual(cutOff)
  expect(await rowsIn('{"data":[{"a":1}\n', 4)).toEqual(cutOff)
  expect(await rowsIn('[{"a":b},{"a":1}]', 3)).toEqual([
    [1, 'UNREADABLE_ROW'],
    [1, { a: 1 }],
  ])
})

test('the content decides about JSON: a list, a page or an object over several lines', async () => {
  const formats = {
    list: '[{"a":1}]',
    page: '{"data":[{"a":1}]}',
    pageOfOpenAi: '{"object":"page","data":[]}\n{"object":"page","data":[]}',
    pretty: '{\n  "a": 1\n}',
    lines: '{"a":1}\n{"a":2}',
    one: '{"a":1}',
    brokenFirst: '{"a":\n{"a":2}',
  }
  const found = Object.entries(formats).map(async ([name, text]) => [
    name,
    (await inputFile(await written(name, text))).format,
  ])
  expect(Object.fromEntries(await Promise.all(found))).toEqual({
    list: 'json',
    page: 'json',
    pageOfOpenAi: 'json',
    pretty: 'json',
    lines: 'ndjson',
    one: 'ndjson',
    brokenFirst: 'ndjson',
  })
})

test('folders and archives give their files in natural order, whatever compresses them', async () => {
  await mkdir(join(folder, 'export/2024'), { recursive: true })
  await written('export/2024/hour_10.json.zst', zstdCompressSync('{"a":10}'))
  await written('export/2024/hour_9.json.gz', gzipSync('{"a":9}'))
  await written('export/2024/.hidden', '{"a":0}')
  await written('export/hour.csv', 'a\n1\n')
  const files = await inputFiles([join(folder, 'export'), await packed('amplitude', 'zip', folder)])
  expect(files.map(({ path, format }) => [path.replace(/.*(export|amplitude\.zip)/, '$1'), format])).toEqual([
    ['export/2024/hour_9.json.gz', 'ndjson'],
    ['export/2024/hour_10.json.zst', 'ndjson'],
    ['export/hour.csv', 'csv'],
    ['amplitude.zip/100001/100001_2024-03-01_8#0.json.gz', 'ndjson'],
    ['amplitude.zip/100001/100001_2024-03-01_9#0.json.gz', 'ndjson'],
    ['amplitude.zip/100001/100001_2024-03-01_10#0.json.gz', 'ndjson'],
  ])
  const texts = await Promise.all(files.slice(0, 2).map(async file => text(contentOf(file))))
  expect(texts).toEqual(['{"a":9}', '{"a":10}'])
  await mkdir(join(folder, 'nothing'))
  await expect(inputFiles([join(folder, 'nothing')])).rejects.toThrow(/nothing has no files/)
})

test.each([
  ['2024-03-31 01:30:00', 'Europe/Berlin', '2024-03-31T00:30:00.000Z'],
  ['2024-03-31 03:30:00', 'Europe/Berlin', '2024-03-31T01:30:00.000Z'],
  ['2024-10-27 02:30:00', 'Europe/Berlin', '2024-10-27T00:30:00.000Z'],
  ['2024-03-01 09:00:00+00', 'Europe/Berlin', '2024-03-01T09:00:00.000Z'],
  ['2024-03-01 09:00:00.123456 UTC', 'Europe/Berlin', '2024-03-01T09:00:00.123Z'],
  ['2024-03-01T09:00:00-0530', 'UTC', '2024-03-01T14:30:00.000Z'],
  ['2024-03-01', 'UTC', '2024-03-01T00:00:00.000Z'],
  [1709283600, 'Europe/Berlin', '2024-03-01T09:00:00.000Z'],
  ['1709283600123456', 'UTC', '2024-03-01T09:00:00.123Z'],
])('the time %s in %s is %s', (cell, zone, expected) => {
  expect(new Date(instantIn(cell, zone)!).toISOString()).toBe(expected)
})

test.each(['yesterday', '2024-13-01 00:00:00', '12', '', true, null])('%s is no time', cell => {
  expect(instantIn(cell, 'UTC')).toBeUndefined()
})

const reading = (more: Partial<Reading> = {}, mapping: ColumnMapping = columnMapping()): Reading => ({
  mapping,
  zone: 'UTC',
  renames: [],
  ...more,
})

/** What the rows say: events without their ids, identities, and what is left out. */
async function said(rows: object[], how: Reading): Promise<unknown[]> {
  const path = await written('rows.ndjson', rows.map(row => JSON.stringify(row)).join('\n'))
  const items = await all(fileEvents(await inputFile(path), how))
  return items.map(item => {
    if (!('json' in item)) return 'problem' in item ? `${item.problem.code} ${item.problem.field}` : item
    const { eventId: _, ...event } = JSON.parse(item.json)[item.kind]
    return event
  })
}

const time = '2024-03-01T09:00:00Z'

test('times of own files without a zone are those of the zone, in every field that is a time', async () => {
  const zone = 'Europe/Berlin'
  const rows = [
    { name: 'a', timestamp: '2024-03-31 01:30:00' },
    { name: 'a', timestamp: time },
    { name: 'a', timestamp: 'yesterday' },
  ]
  expect(await said(rows, reading({ zone }))).toMatchObject([
    { timestamp: '2024-03-31T00:30:00.000Z' },
    { timestamp: '2024-03-01T09:00:00.000Z' },
    { timestamp: 'yesterday' },
  ])
  const mapping = columnMapping(['timestamp=When'], [], 'event', undefined, fieldsOfAnyKind)
  const message = {
    type: 'track',
    messageId: 'm-1',
    event: 'a',
    timestamp: time,
    When: '2024-07-01 12:00:00',
  }
  expect(await said([message], reading({ source: 'segment', zone }, mapping))).toMatchObject([
    { timestamp: '2024-07-01T10:00:00.000Z' },
  ])
  const [chat] = await said(
    [{ conversationId: 'c', startedAt: '2024-07-01 12:00:00' }],
    reading({ zone }, columnMapping([], [], 'conversation')),
  )
  expect(chat).toMatchObject({ startedAt: '2024-07-01T10:00:00.000Z' })
})

test('the first of several columns with a value fills a field, and a path leads into lists', async () => {
  const mapping = columnMapping(['userId=user_id|ids.1|device_id', 'name=type', 'properties.first=tags.0'])
  const rows = [
    { type: 'a', timestamp: time, user_id: 'ann', device_id: 'd' },
    { type: 'a', timestamp: time, user_id: null, ids: ['x', 'bob'], tags: ['t', 'u'] },
    { type: 'a', timestamp: time, user_id: 'NULL', ids: [], device_id: 'd' },
  ]
  expect(await said(rows, reading({}, mapping))).toMatchObject([
    { userId: 'ann' },
    { userId: 'bob', properties: { first: 't' } },
    { userId: 'd' },
  ])
})

test('events are renamed by patterns, of which the first one that matches counts', async () => {
  const rows = ['$pageview', 'send message 1', 'a.b', 'aXb'].map(name => ({ name, timestamp: time }))
  const how = reading({
    renames: renames(['page_view=$pageview', 'sent=send*', 'dot=a.b', 'never=send message 1']),
  })
  expect((await said(rows, how)).map(event => (event as { name: string }).name)).toEqual([
    'page_view',
    'sent',
    'dot',
    'aXb',
  ])
  expect(() => renames(['page_view'])).toThrow('--as "page_view" is not name=pattern')
})

const message = { messageId: 'm', anonymousId: 'anon-1', timestamp: time }

test('beside a product, --map and --set fill further fields of its events', async () => {
  const mapping = columnMapping(
    ['botId=context.bot,properties.app=context.app'],
    ['channel=web'],
    'event',
    undefined,
    fieldsOfAnyKind,
  )
  const rows = [
    {
      ...message,
      type: 'track',
      event: 'open',
      properties: { plan: 'pro' },
      context: { bot: 'b', app: 'x' },
    },
  ]
  expect(await said(rows, reading({ source: 'segment' }, mapping))).toEqual([
    {
      name: 'open',
      anonymousId: 'anon-1',
      timestamp: '2024-03-01T09:00:00.000Z',
      botId: 'b',
      channel: 'web',
      properties: { plan: 'pro', app: 'x' },
    },
  ])
})

test('a mapping reads the rows that have a name under it, and the rules of the product the others', async () => {
  const rows = [
    { ...message, type: 'track', event: 'open', properties: { plan: 'pro' } },
    { ...message, type: 'identify', userId: 'ann', traits: { plan: 'pro' } },
    { messageId: 'm-3', type: 'track', event: 'open' },
  ]
  const how = reading({ source: 'segment', isMapped: true }, columnMapping(['name=event,eventId=messageId']))
  expect(await said(rows, how)).toMatchObject([
    { name: 'open', anonymousId: 'anon-1', properties: { type: 'track', plan: 'pro' } },
    { identity: { userId: 'ann', visitorId: 'anon-1', set: { plan: 'pro' } } },
    'REQUIRED timestamp',
  ])
})

test('the link of a visitor to a user is made apart from their events', async () => {
  const rows = [{ ...message, type: 'track', event: 'open', userId: 'ann' }]
  expect(await said(rows, reading({ source: 'segment' }))).toEqual([
    { name: 'open', userId: 'ann', timestamp: '2024-03-01T09:00:00.000Z', properties: {} },
    { line: 1, identity: { at: Date.parse(time), userId: 'ann', visitorId: 'anon-1' } },
  ])
})
