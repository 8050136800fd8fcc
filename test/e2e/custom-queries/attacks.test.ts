import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from '../../../src/clickhouse/sql.ts'
import { isAllowedFunction } from '../../../src/custom-queries/allowed-functions.ts'
import { queryTables } from '../../../src/custom-queries/tables/index.ts'
import { runSqlDocument } from '../../support/run-sql.ts'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

/** SQL that tries to read more than the rows of its project, or to use more than its share. */
interface Attack {
  attack: string
  /** `{file}` is the path of a file with a secret. */
  sql: string
  parameters?: unknown
  /** The length to which the SQL is padded. */
  pad?: number
  /** Seconds, so that another limit than the time is met on a busy machine too. Default: 1. */
  timeoutSeconds?: number
  /** The code of the refusal, or `OK` for an answer without secrets. */
  api: string
  /** The outcome with the grants of the restricted user alone, without the checks of the text; null if it has no text. */
  alone: 'refused' | 'harmless' | 'leaks' | null
}

let app: TestApp
let mine: Story
let attacks: Attack[]

beforeAll(async () => {
  app = await startTestApp()
  mine = story(app, 'mine')
  await mine.happened([{ name: 'open', userId: 'ann' }])
  await story(app, 'other').happened([
    { name: 'SECRET name', userId: 'SECRET user', properties: { secret: 'SECRET property' } },
  ])
  // The events of both projects are in ClickHouse before the first attack.
  await mine.answer('{ summary { totalEvents } }')
  const file = join(app.env.dataDir, 'secret.txt')
  await writeFile(file, 'SECRET file')
  const list = JSON.parse(readFileSync('test/attacks/custom-sql.json', 'utf8')) as Attack[]
  attacks = list.map(({ sql, pad = 0, ...attack }) => ({
    ...attack,
    sql: sql.replaceAll('{file}', file).padEnd(pad, 'a'),
  }))
})
afterAll(() => app.close())

/** What no answer has: rows of others, paths, and the names of databases and users of the service. */
const leaks = /SECRET|\/clickhouse|sandbox_\d/

test('no attack reads a secret, or more than its share', async () => {
  const outcomes: Record<string, string> = {}
  for (const { attack, sql, parameters, timeoutSeconds = 1 } of attacks) {
    const answer = await mine.ask(runSqlDocument, { input: { sql, parameters, timeoutSeconds } })
    // A refusal may quote the attack, but nothing else that has such a name.
    const seen = JSON.stringify(answer).replaceAll('sandbox_2_1700000000_00', '')
    outcomes[attack] = leaks.test(seen) ? `leaks ${seen}` : String(answer.errors[0]?.extensions.code ?? 'OK')
  }
  expect(outcomes).toEqual(Object.fromEntries(attacks.map(({ attack, api }) => [attack, api])))
})

test('the grants alone let only these read a secret: the function file reads a file for whoever calls it', async () => {
  const outcomes: Record<string, string> = {}
  for (const { attack, sql, alone } of attacks) if (alone) outcomes[attack] = await aloneOutcome(sql)
  const expected = attacks.filter(({ alone }) => alone).map(({ attack, alone }) => [attack, alone])
  expect(outcomes).toEqual(Object.fromEntries(expected))
})

test('every function of this version of ClickHouse was read, and is allowed or not', async () => {
  const functions = await app.services.clickhouse.query<{ name: string }>(
    'functions',
    sql`select name from system.functions where origin = 'System' order by name`,
  )
  const names = functions.map(({ name }) => name)
  // A new version: read what its functions do, list those that read nothing but their arguments, and change the hash.
  expect(createHash('sha256').update(names.join()).digest('hex').slice(0, 16)).toBe('229e53e47d4bbf70')
  const refused = [
    'file',
    'dictGet',
    'joinGet',
    'getSetting',
    'hostName',
    'sleep',
    'arrayReduce',
    'formatRow',
    'sumState',
  ]
  expect(refused.filter(isAllowedFunction)).toEqual([])
  const allowed = [
    'count',
    'COUNT',
    'sumIf',
    'uniqExactIfOrNull',
    'quantile',
    'toStartOfHour',
    'median',
    'JSONExtractString',
  ]
  expect(allowed.filter(name => !isAllowedFunction(name))).toEqual([])
})

test('no attack leaves a view behind', async () => {
  const left = await app.services.clickhouse.sandbox!.leftDatabases()
  expect(left).toEqual([])
})

const settings = {
  max_execution_time: 2,
  max_memory_usage: '512000000',
  max_result_bytes: '10000000',
  result_overflow_mode: 'throw',
} as const

/** Runs SQL as the restricted user, over all tables of the project. */
async function aloneOutcome(sql: string): Promise<string> {
  const sandbox = app.services.clickhouse.sandbox!
  const source = { project: 'mine', timeZone: 'UTC', shows: () => true }
  const tables = new Map(['events', 'users'].map(name => [name, queryTables[name]!.rows(source)]))
  try {
    const text = await sandbox.formatted(sql)
    const view = await sandbox.open('customQueries', { text, values: new Map(), tables })
    try {
      const rows = JSON.stringify(await view.table(1_000, settings, undefined))
      return rows.includes('SECRET') ? 'leaks' : 'harmless'
    } finally {
      await view.close()
    }
  } catch {
    return 'refused'
  }
}
