import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { columnMapping, usualNulls } from '../../../src/cli/import/column-mapping.ts'
import { fileEvents } from '../../../src/cli/import/file-events.ts'
import { inputFile } from '../../../src/cli/import/input-file.ts'
import { asInstant, cellValue, rfc3339 } from '../../../src/cli/import/values.ts'
import { type KindName } from '../../../src/ingest/kinds/index.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'import-events-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function all<T>(groups: AsyncIterable<Iterable<T>>): Promise<T[]> {
  const collected: T[] = []
  for await (const group of groups) collected.push(...group)
  return collected
}

/**
 * The events that a file with this content sends, and `line code field` for refused rows. An event without a time
 * happens now, so that a test may speak about other fields.
 */
async function sent(
  name: string,
  content: string | Buffer,
  map?: string[],
  set?: string[],
  kind: KindName = 'event',
  { isNow = true, nulls = usualNulls } = {},
) {
  const path = join(folder, name)
  await writeFile(path, content)
  const mapping = columnMapping(map, set, kind, { isNow, nulls: new Set(nulls) })
  const events = await all(fileEvents(await inputFile(path), { mapping, zone: 'UTC', renames: [] }))
  return events.map(event => {
    if ('json' in event) return JSON.parse(event.json)[kind]
    return 'problem' in event ? `${event.line} ${event.problem.code} ${event.problem.field}` : event
  })
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
  expect(await sent('calls.csv', 'success\nmaybe\n1\nconstructor\n', [], [], 'aiCall')).toEqual([
    '2 INVALID_FIELD success',
    '3 INVALID_FIELD success',
    // Every JavaScript object has a property of this name.
    '4 INVALID_FIELD success',
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

const timed = { isNow: false }

test('a row without a time is refused, in CSV and NDJSON, unless it happens now', async () => {
  const csv = 'eventId,name\n1,a\n'
  const ndjson = '{"eventId":"1","name":"a","properties":{"time":1602611311}}\n'
  expect(await sent('untimed.csv', csv, [], [], 'event', timed)).toEqual(['2 REQUIRED timestamp'])
  expect(await sent('untimed.ndjson', ndjson, [], [], 'event', timed)).toEqual(['1 REQUIRED timestamp'])
  expect(await sent('untimed.csv', csv)).toEqual([{ eventId: '1', name: 'a' }])
  const set = ['timestamp=2024-01-01T00:00:00Z']
  expect(await sent('untimed.csv', csv, [], set, 'event', timed)).toMatchObject([{ eventId: '1' }])
  const started = '{"conversationId":"c","eventId":"1","startedAt":"2024-01-01T00:00:00Z"}'
  expect(await sent('started.ndjson', started, [], [], 'conversation', timed)).toMatchObject([
    { eventId: '1' },
  ])
})

test('a column may be a path into objects, and a time a number since 1970: a raw export of Mixpanel', async () => {
  const row = {
    event: 'Signed up',
    properties: { time: 1602611311, distinct_id: 'a', $insert_id: 'i-1', plan: 'pro' },
  }
  const map = [
    'name=event,timestamp=properties.time,userId=properties.distinct_id,eventId=properties.$insert_id',
  ]
  const event = {
    eventId: 'i-1',
    name: 'Signed up',
    userId: 'a',
    timestamp: '2020-10-13T17:48:31.000Z',
    properties: { plan: 'pro' },
  }
  expect(await sent('mixpanel.ndjson', JSON.stringify(row), map, [], 'event', timed)).toEqual([event])
  const cell = JSON.stringify(row.properties).replaceAll('"', '""')
  expect(await sent('mixpanel.csv', `event,properties\nSigned up,"${cell}"\n`, map)).toEqual([event])
})

test('a column with a whole object can be mapped to properties: an export of Amplitude', async () => {
  const row = { $insert_id: 'i', event_type: 'watch', event_properties: { first: true }, properties: 1 }
  const map = ['name=event_type,eventId=$insert_id,properties=event_properties']
  expect(await sent('amplitude.ndjson', JSON.stringify(row), map)).toEqual([
    { eventId: 'i', name: 'watch', properties: { first: true, properties: 1 } },
  ])
})

test('a CSV cell of JSON becomes an object or a list, and properties that are no object are refused', async () => {
  const text = [
    'eventId,properties,extra',
    '1,"{""$browser"": ""Chrome""}","[1, 2]"',
    '2,Chrome,',
    '3,"[1]",',
    '4,,{broken',
  ].join('\n')
  expect(await sent('json.csv', text)).toEqual([
    { eventId: '1', properties: { $browser: 'Chrome', extra: [1, 2] } },
    '3 INVALID_FIELD properties',
    '4 INVALID_FIELD properties',
    { eventId: '4', properties: { extra: '{broken' } },
  ])
  expect(await sent('list.ndjson', '{"eventId":"1","properties":[]}')).toEqual(['1 INVALID_FIELD properties'])
  const topics = 'eventId,topics\nc,"[""a"",""b""]"\n'
  expect(await sent('topics.csv', topics, [], [], 'conversation')).toEqual([
    { eventId: 'c', topics: ['a', 'b'] },
  ])
})

test('the words for null of databases and pandas are no values, in CSV cells and in fields of NDJSON', async () => {
  const csv = 'eventId,userId,plan\n1,\\N,\\N\n2,NULL,NULL\n3,None,nan\n4,,\n5,Null,Nullarbor\n'
  const none = ['1', '2', '3', '4'].map(eventId => ({ eventId }))
  expect(await sent('nulls.csv', csv)).toEqual([
    ...none,
    { eventId: '5', userId: 'Null', properties: { plan: 'Nullarbor' } },
  ])
  const ndjson = '{"eventId":"1","userId":"NULL","plan":"NULL"}'
  expect(await sent('nulls.ndjson', ndjson)).toEqual([{ eventId: '1', properties: { plan: 'NULL' } }])
  const own = { nulls: ['-'] }
  expect(await sent('own.csv', 'eventId,userId\n1,-\n2,NULL\n', [], [], 'event', own)).toEqual([
    { eventId: '1' },
    { eventId: '2', userId: 'NULL' },
  ])
})

test('a name of more than 200 characters is cut, and a property keeps the whole', async () => {
  const name = `${'a'.repeat(199)}😀${'b'.repeat(800)}`
  expect(await sent('long.ndjson', JSON.stringify({ eventId: '1', name }))).toEqual([
    { eventId: '1', name: 'a'.repeat(199), properties: { name } },
  ])
  const type = 'x'.repeat(201)
  const activity = { eventId: '1', userId: 'u', type, properties: { type: 'own' } }
  expect(await sent('long.ndjson', JSON.stringify(activity), [], [], 'activity')).toEqual([
    { eventId: '1', userId: 'u', type: 'x'.repeat(200), properties: { type: 'own' } },
  ])
})

test('booleans and money are read as Python and PostgreSQL write them: a log of LiteLLM', async () => {
  const text = 'eventId,cacheHit,success,costUsd\n1,True,t,5.5e-06\n2,False,f,0.10\n3,None,true,\n'
  expect(await sent('litellm.csv', text, [], [], 'aiCall')).toEqual([
    { eventId: '1', cacheHit: true, success: true, costUsd: 0.0000055 },
    { eventId: '2', cacheHit: false, success: false, costUsd: '0.10' },
    { eventId: '3', success: true },
  ])
})

test('a row without its mapped time column is refused, instead of getting the time of the import', async () => {
  const text = '{"eventId":"1","name":"a","at":"2024-01-01T00:00:00Z"}\n{"eventId":"2","name":"a"}\n'
  expect(await sent('times.ndjson', text, ['timestamp=at'], [], 'event', timed)).toEqual([
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
  [1602611311, '2020-10-13T17:48:31.000Z'],
  ['1602611311', '2020-10-13T17:48:31.000Z'],
  ['1602611311.25', '2020-10-13T17:48:31.250Z'],
  [1602611311000, '2020-10-13T17:48:31.000Z'],
  ['1602611311000000', '2020-10-13T17:48:31.000Z'],
  ['1602611311000000000', '2020-10-13T17:48:31.000Z'],
  ['20201013', '20201013'],
  [42, '42'],
])('the time %s is sent as %s, since 1970', (written, expected) => {
  expect(asInstant(written, 'timestamp')).toBe(expected)
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
  ['{"a":[1]}', { a: [1] }],
  ['{a}', '{a}'],
])('the cell %s is the property %j', (cell, expected) => {
  expect(cellValue(cell)).toEqual(expected)
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
