import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { embeddedEngine } from '../../../src/clickhouse/topology/embedded.ts'
import { type Engine } from '../../../src/clickhouse/topology/engine.ts'
import { startClickHouse } from '../../../src/engines/clickhouse.ts'
import { rounds } from '../../support/rounds.ts'

// ClickHouse writes an answer while it computes, so a cancelled statement has written a part of its answer.

let folder: string
let started: Awaited<ReturnType<typeof startClickHouse>>
let engine: Engine
let killing: Promise<void>
const over = new AbortController()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convograph-remains-'))
  started = await startClickHouse(folder, () => undefined)
  engine = embeddedEngine({ openSession: () => started.openSession(), spoolFolder: folder })
  killing = killMarked()
})
afterAll(async () => {
  over.abort()
  await killing
  await engine.close()
  await started.stop()
  await rm(folder, { recursive: true, force: true })
})

/** Cancels every statement with the mark, again and again: it also meets what follows such a statement in its session. */
async function killMarked(): Promise<void> {
  using session = started.openSession()
  while (!over.signal.aborted)
    await session.queryAsync(
      `kill query where query_kind = 'Select' and endsWith(Settings['log_comment'], 'mark') async`,
    )
}

async function readAll(pieces: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of pieces);
}

const settings = { log_comment: 'question mark' }
const wasCancelled = { type: 'QUERY_WAS_CANCELLED' }
const cancelled = [
  'select number from numbers(1000000000000)',
  'select count() from numbers(1000000000000) where sipHash64(number) = 1',
  'select 1 as number union all select sum(sipHash64(number)) from numbers(1000000000000)',
]

test('a statement after a cancelled one answers with its own rows only', async () => {
  for (let n = 0; n < rounds(300); n++) {
    await expect(
      engine.table('customQueries', { query: cancelled[n % cancelled.length]!, settings }),
    ).rejects.toMatchObject(wasCancelled)
    const { data } = await engine.table('customQueries', { query: `select ${n} as n` })
    expect(data).toEqual([[n]])
  }
})

test('a statement after one that was cancelled while it was read in pieces answers with its own rows only', async () => {
  for (let n = 0; n < rounds(100); n++) {
    const pieces = engine.pieces('exports', { query: cancelled[0]!, settings }, 'LINE')
    await expect(readAll(pieces)).rejects.toMatchObject(wasCancelled)
    expect(await engine.rows('exports', { query: `select ${n} as n` })).toEqual([{ n }])
  }
})

test('a statement after one whose reader has stopped answers with its own rows only', async () => {
  for (let n = 0; n < rounds(100); n++) {
    for await (const piece of engine.pieces('exports', { query: cancelled[0]! }, 'LINE'))
      if (piece.rows) break
    expect(await engine.rows('exports', { query: `select ${n} as n` })).toEqual([{ n }])
  }
})
