import { createHash } from 'node:crypto'
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from '../../../src/clickhouse/sql.ts'
import { rowsOfSql, runSql, runSqlDocument } from '../../support/run-sql.ts'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'

let app: TestApp
let mine: Story

beforeAll(async () => {
  app = await startTestApp()
  mine = story(app, 'mine')
  await mine.happened([
    { name: 'open', userId: 'ann', timestamp: '2026-01-01T22:30:00Z', properties: { plan: 'pro', seats: 3 } },
    { name: 'close', timestamp: '2026-01-02T10:00:00Z', properties: { plan: 7 } },
  ])
})
afterAll(() => app.close())

/** The code, the reason and the place of a refusal. */
async function refused(project: Story, text: string, more: object = {}) {
  const { errors } = await project.ask(runSqlDocument, { input: { sql: text, ...more } })
  const { code, reason, field, line, column } = errors[0]?.extensions ?? {}
  return { code, reason, field, line, column }
}

test('the example of the former service runs as it is', async () => {
  const conversation = (id: string, botId: string, start: string, end: string) => ({
    conversation: { conversationId: id, botId, startedAt: start, endedAt: end, status: 'COMPLETED' },
  })
  await eventsHappened(app, 'bots', [
    conversation('a', 'bot-1', '2025-01-01T10:00:00Z', '2025-01-01T10:01:00Z'),
    conversation('b', 'bot-1', '2025-01-02T10:00:00Z', '2025-01-02T10:03:00Z'),
    conversation('c', 'bot-1', '2024-12-31T10:00:00Z', '2024-12-31T10:30:00Z'),
    conversation('d', 'bot-2', '2025-01-02T10:00:00Z', '2025-01-02T10:20:00Z'),
  ])
  const old =
    'SELECT COUNT(*) as total, AVG(duration) as avg_duration FROM conversations WHERE bot_id = ? AND date >= ?'
  expect(await rowsOfSql(story(app, 'bots'), old, { parameters: ['bot-1', '2025-01-01'] })).toEqual([
    { total: 2, avg_duration: 120 },
  ])
})

describe('an answer', () => {
  test('has the rows of its own project, and of no other', async () => {
    const other = story(app, 'other')
    await other.happened([{ name: 'open', userId: 'bob' }])
    const counted = 'SELECT name, user_id, count() AS times FROM events GROUP BY name, user_id ORDER BY name'
    expect(await runSql(mine, counted)).toEqual({
      columns: [
        { name: 'name', type: 'LowCardinality(String)' },
        { name: 'user_id', type: 'String' },
        { name: 'times', type: 'UInt64' },
      ],
      rows: [
        ['close', '', 1],
        ['open', 'ann', 1],
      ],
      rowsReturned: 2,
      truncated: false,
    })
    expect((await runSql(other, counted)).rows).toEqual([['open', 'bob', 1]])
  })

  test('leaves out rows beyond maxRows, and says so', async () => {
    const names = 'SELECT name FROM events ORDER BY name'
    expect(await runSql(mine, names, { maxRows: 1 })).toMatchObject({ rows: [['close']], truncated: true })
    expect(await runSql(mine, names, { maxRows: 2 })).toMatchObject({ rowsReturned: 2, truncated: false })
  })

  test('has values as JSON can hold them', async () => {
    const values = `SELECT 9007199254740993 AS large, -5 AS small, 1.25::Decimal(9, 4) AS money, nan AS nothing, [1, 2] AS list,
      toDateTime64('2026-01-01 01:00:00.5', 3) AS time, toDate('2026-01-01') AS day, true AS flag, null AS absent`
    expect(await rowsOfSql(mine, values, { timeZone: 'Europe/Berlin' })).toEqual([
      {
        large: '9007199254740993',
        small: -5,
        money: '1.25',
        nothing: null,
        list: [1, 2],
        time: '2026-01-01T00:00:00.500Z',
        day: '2026-01-01',
        flag: true,
        absent: null,
      },
    ])
  })

  test('has days of the time zone of the query', async () => {
    const days = 'SELECT date, toHour(occurred_at) AS hour FROM events ORDER BY occurred_at LIMIT 1'
    expect((await runSql(mine, days)).rows).toEqual([['2026-01-01', 22]])
    expect((await runSql(mine, days, { timeZone: 'Asia/Tokyo' })).rows).toEqual([['2026-01-02', 7]])
  })

  test('can be grouped by a property, whatever its types', async () => {
    const plans = 'SELECT properties.plan AS plan, count() FROM events GROUP BY plan ORDER BY toString(plan)'
    expect((await runSql(mine, plans)).rows).toEqual([
      [7, 1],
      ['pro', 1],
    ])
  })

  test('has every event that was received before the query', async () => {
    const fresh = story(app, 'fresh')
    for (let sent = 1; sent <= 5; sent++) {
      await fresh.happened([{ name: 'open' }])
      expect((await runSql(fresh, 'SELECT count() FROM events')).rows).toEqual([[sent]])
    }
  })
})

describe('parameters', () => {
  const one = async (text: string, parameters: unknown) =>
    (await runSql(mine, text, { parameters })).rows[0]?.[0]

  test('are values of any type, and never SQL', async () => {
    const hostile = `') OR 1 = 1 -- \\ \n \`"`
    expect(await one('SELECT ? AS value', [hostile])).toBe(hostile)
    expect(await one('SELECT {value:String} AS value', { value: hostile })).toBe(hostile)
    expect(await one('SELECT ? AS value', [['a', `'b`]])).toEqual(['a', `'b`])
    expect(await one('SELECT ? + ? AS sum', [2, 0.5])).toBe(2.5)
    expect(await one('SELECT ? AS flag', [true])).toBe(true)
    expect(await one('SELECT ? IS NULL AS isNull', [null])).toBe(1)
    expect(await one('SELECT {days:Array(Date)} AS days', { days: ['2026-01-01'] })).toEqual(['2026-01-01'])
    expect(await one('SELECT {none:Nullable(Int64)} AS none', { none: null })).toBeNull()
  })

  test('are times where they look like one', async () => {
    const since = 'SELECT count() FROM events WHERE occurred_at >= ?'
    expect(await one(since, ['2026-01-02T00:00:00Z'])).toBe(1)
    expect(await one(since, ['2026-01-02T11:00:00+02:00'])).toBe(1)
    expect(
      await one('SELECT count() FROM events WHERE occurred_at >= {t:DateTime}', {
        t: '2026-01-01T00:00:00Z',
      }),
    ).toBe(2)
  })

  test('may stand in quotes and comments, where they are text', async () => {
    expect(await one(`SELECT '?' -- ?\n /* ? */ || ? AS value`, ['!'])).toBe('?!')
  })

  test.each<[string, string, unknown]>([
    ['too few', 'SELECT ?, ?', [1]],
    ['too many', 'SELECT ? AS a', [1, 2]],
    ['none', 'SELECT {a:String}', undefined],
    ['an unused one', 'SELECT 1', { a: 1 }],
    ['a list for names', 'SELECT {a:String}', ['a']],
    ['names for a list', 'SELECT ?', { p1: 'a' }],
    ['a text for a number', 'SELECT {a:Int64}', { a: 'many' }],
    ['a number for a text', 'SELECT {a:String}', { a: 1 }],
    ['null for a text', 'SELECT {a:String}', { a: null }],
    ['an object', 'SELECT {a:String}', { a: {} }],
    ['lists in a list', 'SELECT ?', [[[1]]]],
    ['the name of a column', 'SELECT {a:Identifier} FROM events', { a: 'name' }],
    ['one name with two types', 'SELECT {a:String}, {a:Int64}', { a: 'b' }],
    ['no list and no object', 'SELECT 1', 'a'],
    ['51', `SELECT ${Array(51).fill('?').join(' + ')}`, Array(51).fill(1)],
  ])('are refused: %s', async (_, text, parameters) => {
    expect(await refused(mine, text, { parameters })).toMatchObject({
      code: 'BAD_USER_INPUT',
      reason: 'INVALID_PARAMETERS',
    })
  })
})

describe('a refusal', () => {
  test('has the place of a syntax error, in the text that was sent', async () => {
    const syntax = { code: 'SQL_FAILED', reason: 'SYNTAX_ERROR' }
    expect(await refused(mine, 'SELEC 1')).toMatchObject({ ...syntax, line: 1, column: 7 })
    const later = `SELECT 'é', ?,\n  name FRO events`
    expect(await refused(mine, later, { parameters: ['a'] })).toMatchObject({
      ...syntax,
      line: 2,
      column: 12,
    })
  })

  test.each<[string, string]>([
    ['SELECT nothing FROM events', 'UNKNOWN_IDENTIFIER'],
    ['SELECT 1 FROM nothing', 'UNKNOWN_TABLE'],
    ['SELECT sum(name) FROM events', 'ILLEGAL_TYPE_OF_ARGUMENT'],
    ['SELECT name, count() FROM events', 'NOT_AN_AGGREGATE'],
    ['SELECT toDate(name) FROM events', 'CANNOT_PARSE_DATE'],
  ])('has the name of the error: %s', async (text, reason) => {
    expect(await refused(mine, text)).toMatchObject({ code: 'SQL_FAILED', reason })
  })

  test.each<[object, string]>([
    [{ timeoutSeconds: 0 }, 'INVALID_TIMEOUT'],
    [{ timeoutSeconds: 31 }, 'INVALID_TIMEOUT'],
    [{ maxRows: 0 }, 'INVALID_FIRST'],
    [{ maxRows: 10_001 }, 'INVALID_FIRST'],
    [{ timeZone: 'Mars/Base' }, 'INVALID_TIME_ZONE'],
    [{ queryId: '1' }, 'INVALID_QUESTION'],
    [{ sql: null }, 'INVALID_QUESTION'],
    [{ sql: null, queryId: '999' }, 'NOT_FOUND'],
    [{ sql: 'SELECT 1 '.padEnd(10_001) }, 'TOO_LONG'],
  ])('is that of the input %j', async (input, reason) => {
    expect(await refused(mine, 'SELECT 1', input)).toMatchObject({ code: 'BAD_USER_INPUT', reason })
  })

  test('loses nothing beside it', async () => {
    const { data, errors } = await mine.ask(
      '{ bad: query(input: { sql: "SELECT nothing" }) { rows } good: query(input: { sql: "SELECT 1" }) { rows } summary { totalEvents } }',
    )
    expect(data).toEqual({ bad: null, good: { rows: [[1]] }, summary: { totalEvents: 2 } })
    expect(errors).toMatchObject([{ path: ['bad'] }])
  })
})

test('validateQuery says what a query has, and runs nothing', async () => {
  const validate = `query ($sql: String!) { validateQuery(sql: $sql) {
    errors { code line column } columns { name type } tables parameters { name type }
  } }`
  const good =
    'SELECT user_id, count() AS times FROM messages JOIN users USING (user_id) WHERE date >= {from:Date} GROUP BY user_id'
  expect(await mine.answer(validate, { sql: good })).toEqual({
    validateQuery: {
      errors: [],
      columns: [
        { name: 'user_id', type: 'String' },
        { name: 'times', type: 'UInt64' },
      ],
      tables: ['messages', 'users'],
      parameters: [{ name: 'from', type: 'Date' }],
    },
  })
  expect(await mine.answer(validate, { sql: 'SELECT file(?)' })).toMatchObject({
    validateQuery: {
      errors: [{ code: 'SQL_NOT_ALLOWED', line: null, column: null }],
      columns: [],
      tables: [],
    },
  })
  expect(await mine.answer(validate, { sql: 'SELECT (' })).toMatchObject({
    validateQuery: { errors: [{ code: 'SQL_FAILED', line: 1, column: 8 }] },
  })
})

describe('a saved query', () => {
  const create = `mutation ($input: CreateQueryInput!) { createQuery(input: $input) {
    query { id sql parameters { name type default isRequired description } } userErrors { code path }
  } }`
  const saved = async (name: string, query: object) =>
    (
      await mine.answer<{ createQuery: { query: { id: string } | null; userErrors: object[] } }>(create, {
        input: { name, query },
      })
    ).createQuery

  test('runs with its defaults, and with other values', async () => {
    const { query } = await saved('by name', {
      sql: 'SELECT count() FROM events WHERE name = {name:String} AND date >= {from:Date}',
      parameters: [{ name: 'from', default: '2026-01-01', description: 'The first day' }],
    })
    expect(query).toMatchObject({
      parameters: [
        { name: 'name', type: 'String', default: null, isRequired: true, description: null },
        {
          name: 'from',
          type: 'Date',
          default: '2026-01-01',
          isRequired: false,
          description: 'The first day',
        },
      ],
    })
    const run = async (parameters: object) => {
      const input = { queryId: query!.id, parameters }
      return (await mine.answer<{ query: { rows: unknown[][] } }>(runSqlDocument, { input })).query.rows
    }
    expect(await run({ name: 'open' })).toEqual([[1]])
    expect(await run({ name: 'open', from: '2026-01-02' })).toEqual([[0]])
    expect(await refused(mine, '', { sql: null, queryId: query!.id })).toMatchObject({
      reason: 'INVALID_PARAMETERS',
    })
    expect(await refused(story(app, 'other'), '', { sql: null, queryId: query!.id })).toMatchObject({
      reason: 'NOT_FOUND',
    })
  })

  test.each<[string, object, string]>([
    ['SQL that is not allowed', { sql: `SELECT file('a')` }, 'INVALID_SQL'],
    ['SQL that cannot be read', { sql: 'SELECT (' }, 'INVALID_SQL'],
    ['no SQL', { sql: ' ' }, 'INVALID_TEXT'],
    ['values without names', { sql: 'SELECT ?' }, 'INVALID_PARAMETERS'],
    [
      'a parameter that it does not have',
      { sql: 'SELECT 1', parameters: [{ name: 'a' }] },
      'INVALID_PARAMETERS',
    ],
    [
      'a default of another type',
      { sql: 'SELECT {a:Int64}', parameters: [{ name: 'a', default: 'b' }] },
      'INVALID_PARAMETERS',
    ],
    [
      'a parameter twice',
      { sql: 'SELECT {a:Int64}', parameters: [{ name: 'a' }, { name: 'a' }] },
      'INVALID_PARAMETERS',
    ],
  ])('is refused with %s', async (name, query, code) => {
    expect(await saved(name, query)).toMatchObject({ query: null, userErrors: [{ code }] })
  })
})

test('an API key cannot run SQL, and neither can a service', async () => {
  const { createApiKey } = await mine.answer<{ createApiKey: { key: string } }>(
    'mutation { createApiKey(input: { name: "reader", scopes: [READ] }) { key } }',
  )
  for (const token of [createApiKey.key, app.token('service', 'mine')]) {
    const { errors } = await app.ask(runSqlDocument, { input: { sql: 'SELECT 1' } }, token)
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
  }
})

test('the audit log has the hash of the SQL, and not its text', async () => {
  const text = `SELECT 'private' AS word`
  await runSql(mine, text)
  const hash = createHash('sha256').update(text).digest('hex')
  const entries = async () =>
    (
      await mine.answer<{ auditLog: { nodes: { fields: string[] }[] } }>(
        'query ($field: String) { auditLog(filter: { field: $field }) { nodes { fields } } }',
        { field: `sql:${hash}` },
      )
    ).auditLog.nodes
  await expect.poll(entries, { timeout: 5_000 }).toEqual([{ fields: ['query', `sql:${hash}`] }])
})

/** All databases of custom queries. */
const databases = () =>
  app.services.clickhouse.query<{ name: string }>(
    'databases',
    sql`select name from system.databases where name like 'sandbox%' order by name`,
  )

/** The databases that no place keeps. */
const left = () => app.services.clickhouse.sandbox!.leftDatabases()

const endless =
  'SELECT count() FROM (SELECT arrayJoin(range(100000)) AS a) AS a, (SELECT arrayJoin(range(100000)) AS b) AS b, (SELECT arrayJoin(range(1000)) AS c) AS c'

/** Asks the endless query without waiting for its end, until the returned function disconnects. */
function askEndless(): () => void {
  const asking = request(app.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${mine.token}` },
    agent: false,
  })
  const body = { query: runSqlDocument, variables: { input: { sql: endless, timeoutSeconds: 30 } } }
  asking.on('error', () => undefined).end(JSON.stringify(body))
  return () => asking.destroy()
}

const running = () =>
  app.services.clickhouse.query(
    'running',
    sql`select 1 from system.processes where startsWith(Settings['log_comment'], 'customQuery')`,
  )

test('a query ends with its client, and leaves its place to the next', async () => {
  const disconnect = askEndless()
  await expect.poll(running, { timeout: 10_000 }).toHaveLength(1)
  disconnect()
  await expect.poll(running, { timeout: 10_000 }).toEqual([])
  await expect.poll(left, { timeout: 10_000 }).toEqual([])
  expect((await runSql(mine, 'SELECT 1')).rows).toEqual([[1]])
})

test('a query that takes too long ends alone, while questions go on', async () => {
  const [slow, summary] = await Promise.all([
    refused(mine, endless, { timeoutSeconds: 1 }),
    mine.answer('{ summary { totalEvents } }'),
  ])
  expect(slow).toMatchObject({ code: 'QUERY_TIMEOUT' })
  expect(summary).toEqual({ summary: { totalEvents: 2 } })
  expect(await left()).toEqual([])
})

test('two queries run, eight wait, and the next one is refused', async () => {
  const lane = app.services.gate.concurrency.customQueries
  const disconnects = [askEndless(), askEndless()]
  await expect.poll(running, { timeout: 10_000 }).toHaveLength(2)
  const waiting = Array.from({ length: 8 }, () => runSql(mine, 'SELECT 1'))
  await expect.poll(() => lane.waiting).toBe(8)
  expect(await refused(mine, 'SELECT 1')).toMatchObject({ code: 'OVERLOADED' })
  for (const disconnect of disconnects) disconnect()
  expect((await Promise.all(waiting)).map(({ rows }) => rows)).toEqual(Array(8).fill([[1]]))
  await expect.poll(left, { timeout: 10_000 }).toEqual([])
})

test('the databases of a process that was killed are dropped at the next start, and those in use are not', async () => {
  const { clickhouse } = app.services
  await runSql(mine, 'SELECT count() FROM events')
  const kept = await databases()
  await clickhouse.inspect('test', sql`create database sandbox_1_1700000000_00ff engine = Memory`)
  expect(await left()).toEqual(['sandbox_1_1700000000_00ff'])
  await clickhouse.sandbox!.sweep()
  expect(await databases()).toEqual(kept)
})

test('a repeated query needs no new view', async () => {
  const text = 'SELECT name, count() AS events FROM events GROUP BY name ORDER BY name'
  const rows = await rowsOfSql(mine, text)
  const views = await viewsOfSandbox()
  expect(await rowsOfSql(mine, text)).toEqual(rows)
  expect(await viewsOfSandbox()).toEqual(views)
})

test('a user of ClickHouse sees the views of one project at a time', async () => {
  const projects = ['first', 'second', 'third'].map(name => story(app, name))
  for (const project of [...projects, mine, ...projects])
    expect(await rowsOfSql(project, 'SELECT count() AS events FROM events')).toEqual([
      { events: project === mine ? 2 : 0 },
    ])
  const byUser = Map.groupBy(await viewsOfSandbox(), ({ database }) => database.split('_')[1])
  const projectsOf = (views: { text: string }[]) =>
    new Set(views.flatMap(({ text }) => text.match(/project = '\w+'/g) ?? []))
  expect([...byUser.values()].map(views => projectsOf(views).size)).toEqual([1, 1])
})

const viewsOfSandbox = () =>
  app.services.clickhouse.query<{ database: string; text: string }>(
    'views',
    sql`select database, create_table_query as text from system.tables where database like 'sandbox%' order by all`,
  )
