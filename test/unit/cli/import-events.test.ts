import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { columnMapping } from '../../../src/cli/import/column-mapping.ts'
import { fileEvents } from '../../../src/cli/import/file-events.ts'
import { inputFile } from '../../../src/cli/import/input-file.ts'
import { cellValue, rfc3339 } from '../../../src/cli/import/values.ts'
import { type KindName } from '../../../src/ingest/kinds/index.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'import-events-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = []
  for await (const item of items) collected.push(item)
  return collected
}

/** The events that a file with this content sends, and `line code field` for refused rows. */
async function sent(
  name: string,
  content: string | Buffer,
  map?: string[],
  set?: string[],
  kind: KindName = 'event',
) {
  const path = join(folder, name)
  await writeFile(path, content)
  const events = await all(fileEvents(await inputFile(path), columnMapping(map, set, kind)))
  return events.map(event =>
    'json' in event
      ? JSON.parse(event.json)[kind]
      : `${event.line} ${event.problem.code} ${event.problem.field}`,
  )
}

async function ids(name: string, content: string | Buffer, set?: string[]): Promise<string[]> {
  return (await sent(name, content, [], set)).map(event => event.eventId)
}

test('an NDJSON row gives its fields, its properties object, and its other keys as properties', async () => {
  const row = {
    eventId: 'e-1',
    name: 'message',
    userId: 42,
    botId: null,
    timestamp: '2024-01-01 08:00:00',
    receivedAt: '2024-01-02T00:00:00Z',
    size: 7,
    properties: { size: 8, tags: ['a'], ['__proto__']: 1 },
  }
  const text = JSON.stringify(row)
  expect(text).toContain('"__proto__":1')
  const [event] = await sent('one.ndjson', text)
  expect(JSON.stringify(event.properties)).toBe(
    '{"receivedAt":"2024-01-02T00:00:00Z","size":8,"tags":["a"],"__proto__":1}',
  )
  delete event.properties
  expect(event).toEqual({ eventId: 'e-1', name: 'message', userId: '42', timestamp: '2024-01-01T08:00:00Z' })
})

test('CSV columns become fields by name or mapping, and otherwise properties with their types', async () => {
  const text = 'userId,TIMESTAMP,Tokens,cached,plan,zip\n007,2023-11-16 18:17:03.9799600,4808,true,,01234\n'
  const [event] = await sent(
    'calls.csv',
    text,
    ['timestamp=TIMESTAMP', 'properties.tokens=Tokens'],
    ['name=llm_call,properties.source=azure,properties.batch=3'],
  )
  expect(event).toEqual({
    eventId: expect.stringMatching(/^[0-9a-f]{32}$/),
    name: 'llm_call',
    userId: '007',
    timestamp: '2023-11-16T18:17:03.9799600Z',
    properties: { cached: true, zip: '01234', tokens: 4808, source: 'azure', batch: 3 },
  })
})

test('a row of another kind fills the fields of that kind, with their types', async () => {
  const text = 'TIMESTAMP,ContextTokens,costUsd,success,name\n2023-11-16 18:15:46.6805900,374,0.10,false,a\n'
  const map = ['timestamp=TIMESTAMP,inputTokens=ContextTokens']
  expect(await sent('calls.csv', text, map, ['model=conv,cacheHit=true,durationMs=12.5'], 'aiCall')).toEqual([
    {
      eventId: expect.stringMatching(/^[0-9a-f]{32}$/),
      timestamp: '2023-11-16T18:15:46.6805900Z',
      inputTokens: 374,
      costUsd: '0.10',
      success: false,
      model: 'conv',
      cacheHit: true,
      durationMs: 12.5,
      properties: { name: 'a' },
    },
  ])
  const row = {
    eventId: 'c',
    startedAt: '2024-01-01 08:00',
    satisfaction: 4,
    resolved: null,
    topics: ['a', 'b'],
  }
  expect(await sent('conversations.ndjson', JSON.stringify(row), [], [], 'conversation')).toEqual([
    { eventId: 'c', startedAt: '2024-01-01T08:00:00Z', satisfaction: 4, topics: ['a', 'b'] },
  ])
  expect(await sent('topic.csv', 'eventId,topics\nc,billing\n', [], [], 'conversation')).toEqual([
    { eventId: 'c', topics: ['billing'] },
  ])
})

test('an unreadable number or choice is sent unchanged, so that the service rejects only that event', async () => {
  const text = 'eventId,role,inputTokens,responseTimeMs\nm,ROBOT,many,true\n'
  expect(await sent('messages.csv', text, [], [], 'message')).toEqual([
    { eventId: 'm', role: 'ROBOT', inputTokens: 'many', responseTimeMs: 'true' },
  ])
})

test('a column whose field has a mapping or a constant becomes a property', async () => {
  const text = '{"eventId":"e","name":"old","userId":"u","uid":"v","sessionId":"s"}'
  expect(await sent('displaced.ndjson', text, ['userId=uid,conversationId=sessionId'], ['name=new'])).toEqual(
    [
      {
        eventId: 'e',
        name: 'new',
        userId: 'v',
        conversationId: 's',
        properties: { name: 'old', userId: 'u' },
      },
    ],
  )
})

test('a row that would make the service refuse the whole batch is refused alone', async () => {
  const text = [
    '{"eventId":"1","name":"a","userId":{"id":1}}',
    '{"eventId":"2","name":"a","userId":9007199254740993}',
    '{"eventId":"3","userId":"u"}',
    `{"eventId":"4","name":"${'x'.repeat(1_048_500)}"}`,
    `{"eventId":"5","name":"${'\u0001'.repeat(10)}"}`,
  ].join('\n')
  expect(await sent('refused.ndjson', text)).toEqual([
    '1 INVALID_FIELD userId',
    '2 INVALID_FIELD userId',
    { eventId: '3', userId: 'u' },
    '4 ROW_TOO_LARGE null',
    '5 UNREADABLE_ROW null',
  ])
})

test('a row of another kind that would make the service refuse the whole batch is refused alone', async () => {
  expect(await sent('calls.csv', 'success\nmaybe\n1\n', [], [], 'aiCall')).toEqual([
    '2 INVALID_FIELD success',
    '3 INVALID_FIELD success',
  ])
  expect(await sent('topics.ndjson', '{"topics":["a",1]}\n{"topics":{}}', [], [], 'conversation')).toEqual([
    '1 INVALID_FIELD topics',
    '2 INVALID_FIELD topics',
  ])
})

test('an activity without a user is refused, instead of getting the importer’s user', async () => {
  const text = 'eventId,type,userId\n1,login,ann\n2,login,\n'
  expect(await sent('activities.csv', text, [], [], 'activity')).toEqual([
    { eventId: '1', type: 'login', userId: 'ann' },
    '3 REQUIRED userId',
  ])
})

test('a row without its mapped time column is refused, instead of getting the time of the import', async () => {
  const text = '{"eventId":"1","name":"a","at":"2024-01-01T00:00:00Z"}\n{"eventId":"2","name":"a"}\n'
  expect(await sent('times.ndjson', text, ['timestamp=at'])).toEqual([
    { eventId: '1', name: 'a', timestamp: '2024-01-01T00:00:00Z' },
    '2 REQUIRED timestamp',
  ])
})

test('a file gives the same event ids again, even if moved, renamed or compressed', async () => {
  const text = 'name,userId\nlogin,u1\nlogin,u2\n'
  const first = await ids('logins.csv', text)
  expect(new Set(first).size).toBe(2)
  expect(await ids('logins.csv', text)).toEqual(first)
  expect(await ids('renamed.csv', gzipSync(text))).toEqual(first)
})

test('equal rows at two positions, in two different files or sent as two kinds have different ids', async () => {
  const twice = await ids('twice.ndjson', '{"name":"login"}\n{"name":"login"}\n')
  const once = await ids('once.ndjson', '{"name":"login"}\n')
  const marked = await ids('once.ndjson', '{"name":"login"}\n', ['channel=web'])
  expect(new Set([...twice, ...once, ...marked]).size).toBe(4)
})

test('a given id is kept, even a number, and an empty one is derived', async () => {
  const [number, empty] = await ids('ids.ndjson', '{"eventId":12,"name":"a"}\n{"eventId":"","name":"a"}\n')
  expect([number, empty]).toEqual(['12', expect.stringMatching(/^[0-9a-f]{32}$/)])
})

test('a broken archive is reported with its file name', async () => {
  const torn = gzipSync('{"name":"a"}\n'.repeat(1_000)).subarray(0, 40)
  await expect(sent('torn.ndjson.gz', torn)).rejects.toThrow(/torn\.ndjson\.gz: unexpected end of file/)
})

test.each([
  ['2023-11-16 18:17:03.9799600', '2023-11-16T18:17:03.9799600Z'],
  ['2024-01-01T08:00:00', '2024-01-01T08:00:00Z'],
  ['2024-01-01 08:00', '2024-01-01T08:00:00Z'],
  ['2024-01-01 08:00:00+02:00', '2024-01-01T08:00:00+02:00'],
  ['2018-03-15T10:21:10+01:00', '2018-03-15T10:21:10+01:00'],
  ['16/11/2023 18:17', '16/11/2023 18:17'],
  ['2024-01-01', '2024-01-01'],
  ['now', 'now'],
])('the time %s is sent as %s', (written, expected) => {
  expect(rfc3339(written)).toBe(expected)
})

test.each([
  ['4808', 4808],
  ['-1.50', -1.5],
  ['0.00', 0],
  ['1e-05', 0.00001],
  ['9007199254740991', 9007199254740991],
  ['9007199254740992', '9007199254740992'],
  ['9007199254740993', '9007199254740993'],
  ['12345678901234567890', '12345678901234567890'],
  ['007', '007'],
  ['+1', '+1'],
  ['1e20', '1e20'],
  ['1e400', '1e400'],
  ['1e-400', '1e-400'],
  ['NaN', 'NaN'],
  ['true', true],
  ['False', 'False'],
])('the cell %s is the property %j', (cell, expected) => {
  expect(cellValue(cell)).toBe(expected)
})

test.each<[string[], string[], RegExp, KindName?]>([
  [['user=Id'], [], /--map does not know "user"; use name, eventId/],
  [['userId'], [], /--map "userId" is not field=value/],
  [['userId=a,userId=b'], [], /--map gives userId twice/],
  [['name=a'], ['name=b'], /name is given by both --map and --set/],
  [[], ['properties.=x'], /--set does not know "properties\."/],
  [['name=a'], [], /--map does not know "name"; use callType, .*, timestamp or properties\.X/, 'aiCall'],
])('the mapping %j with the constants %j is refused', (map, set, reason, kind) => {
  expect(() => columnMapping(map, set, kind)).toThrow(reason)
})
