import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setImmediate as turn } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ClickHouse } from '../../../src/clickhouse/client.ts'
import { instant, integer, integers, number, raw, sql, text, texts } from '../../../src/clickhouse/sql.ts'
import { startClickHouse } from '../../../src/engines/clickhouse.ts'

let folder: string
let engine: Awaited<ReturnType<typeof startClickHouse>>
let clickhouse: ClickHouse

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convograph-embedded-'))
  engine = await startClickHouse(folder, () => undefined)
  clickhouse = new ClickHouse(engine, 60_000)
  await clickhouse.createTables()
})
afterAll(async () => {
  await clickhouse.close()
  await engine.stop()
  await rm(folder, { recursive: true, force: true })
})

const numbersOf = async (statements: string) => {
  using session = engine.openSession()
  return Number(session.query(`select count() from system.processes where ${statements}`, 'TSV'))
}
const running = (name: string) => numbersOf(`Settings['log_comment'] like '${name} %' and not is_cancelled`)

/** Takes hours. */
const slow = raw('select sum(sipHash64(number)) as answer from numbers(10000000000000)')
const quick = sql`select ${integer(7)} as answer`

describe('values', () => {
  const anyText = fc.string({ unit: 'binary', maxLength: 60 })
  const tricky = fc.oneof(
    anyText,
    fc
      .array(
        fc.constantFrom(
          "'",
          "''",
          '\\',
          '\\\\',
          '\t',
          '\n',
          '\r',
          '\0',
          '\b',
          ';',
          '--',
          '{p1:String}',
          '\\N',
        ),
      )
      .map(parts => parts.join('')),
  )
  const whole = fc.integer({ min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER })
  const real = fc.double({ noNaN: true, noDefaultInfinity: true })
  const values = fc.record({
    text: tricky,
    texts: fc.array(tricky, { maxLength: 5 }),
    whole,
    wholes: fc.array(whole, { maxLength: 5 }),
    real,
    at: fc.date({ min: new Date(0), max: new Date('2299-12-31T23:59:59.999Z'), noInvalidDate: true }),
  })

  test('of every type arrive unchanged, whatever they contain', async () => {
    await fc.assert(
      fc.asyncProperty(values, async sent => {
        const [held] = await clickhouse.query<Record<string, unknown>>(
          'values',
          sql`select ${text(sent.text)} as text, ${texts(sent.texts)} as texts, ${integer(sent.whole)} as whole,
            ${integers(sent.wholes)} as wholes, ${number(sent.real)} as real,
            toUnixTimestamp64Milli(${instant(sent.at)}) as at`,
        )
        // JSON has no negative zero.
        expect(held).toEqual({ ...sent, real: sent.real + 0, at: sent.at.getTime() })
      }),
      { numRuns: 500 },
    )
  })

  test('may be as long as a request', async () => {
    const long = "it's \\ 日本 ".repeat(100_000)
    const many = Array.from({ length: 100_000 }, (_, i) => i)
    const [held] = await clickhouse.query<object>(
      'long',
      sql`select lengthUTF8(${text(long)}) as letters, length(${integers(many)}) as numbers`,
    )
    expect(held).toEqual({ letters: long.length, numbers: many.length })
  })

  test('of one question do not reach another that runs at the same time', async () => {
    const questions = Array.from({ length: 200 }, (_, i) =>
      clickhouse.query<{ value: number }>(
        'beside',
        sql`select ${integer(i)} as value, sleep(0.001) as slept`,
      ),
    )
    const answers = await Promise.all(questions)
    expect(answers.map(([row]) => row!.value)).toEqual(questions.map((_, i) => i))
  })
})

describe('while a request has more slow questions than there are sessions,', () => {
  const request = new AbortController()
  let questions: Promise<unknown>[]

  beforeAll(() => {
    questions = Array.from({ length: 20 }, () => clickhouse.query('greedy', slow, request.signal))
    for (const question of questions) question.catch(() => undefined)
  })

  test('the request has two of the sessions, and another request is answered', async () => {
    const other = new AbortController()
    expect(await clickhouse.query('other', quick, other.signal)).toEqual([{ answer: 7 }])
    await expect.poll(() => running('greedy')).toBe(2)
  })

  test('ClickHouse is healthy, accepts rows, and answers the projection', async () => {
    expect(await clickhouse.isUp()).toBe(true)
    await clickhouse.insertUsers(
      Readable.from(['p\t1\tann\t\t{}\t2026-01-01 00:00:00.000\t1\n'], { objectMode: false }),
      ['project', 'user_no', 'external_id', 'username', 'traits', 'created_at', 'changed_tx'],
    )
    expect(await clickhouse.inspect('users', sql`select count() as answer from users`)).toEqual([
      { answer: 1 },
    ])
    await clickhouse.insertSnapshot('1', [1])
  })

  test('a question that waits for a session ends with its request', async () => {
    const others = Array.from({ length: 5 }, () => new AbortController())
    const another = [...others, ...others].map(({ signal }) => clickhouse.query('another', slow, signal))
    await expect.poll(() => running('another')).toBe(10)
    const waits = new AbortController()
    const waiting = clickhouse.query('waiting', quick, waits.signal)
    await turn()
    waits.abort(new Error('gone'))
    await expect(waiting).rejects.toThrow('gone')
    for (const other of others) other.abort(new Error('gone as well'))
    for (const question of another) await expect(question).rejects.toThrow('gone as well')
    await expect.poll(() => running('another')).toBe(0)
  })

  test('a client that disconnects ends every one of its questions', async () => {
    request.abort(new Error('the client went away'))
    for (const question of questions) await expect(question).rejects.toThrow('the client went away')
    await expect.poll(() => running('greedy')).toBe(0)
    expect(await clickhouse.query('next', quick)).toEqual([{ answer: 7 }])
  })
})

test('an answer that is too large for the memory is refused', async () => {
  const large = raw('select number, randomPrintableASCII(1000) as text from numbers(1000000)')
  await expect(clickhouse.query('large', large)).rejects.toMatchObject({
    extensions: { code: 'QUERY_TOO_LARGE' },
  })
})

test('questions and checks leave the processors to the projection', async () => {
  const nice = sql`select value from system.settings where name = 'os_threads_nice_value_query'`
  const niceOf = async (purpose: 'query' | 'inspect' | 'check') =>
    (await clickhouse[purpose]('nice', nice))[0]
  expect(await niceOf('query')).toEqual({ value: '10' })
  expect(await niceOf('check')).toEqual({ value: '19' })
  expect(await niceOf('inspect')).toEqual({ value: '0' })
})

test('groups and sorted rows beyond 100 MB go on in files', async () => {
  const limits = sql`select name, value from system.settings where name like 'max_bytes_before_external_%' and changed order by name`
  expect(await clickhouse.query('limits', limits)).toEqual([
    { name: 'max_bytes_before_external_group_by', value: '100000000' },
    { name: 'max_bytes_before_external_sort', value: '100000000' },
  ])
})

test('settings of one statement do not apply to the next', async () => {
  const seen = () =>
    clickhouse.query<{ comment: string }>('seen', raw(`select getSetting('log_comment') as comment`))
  const ended = new AbortController()
  await clickhouse.query('marked', quick, ended.signal)
  for (let i = 0; i < 12; i++) expect(await seen()).toEqual([{ comment: 'seen' }])
})
