import { type Readable } from 'node:stream'
import { type DigestedObjects, digestedObjects } from '../../clickhouse/digest-objects.ts'
import { integers, raw, sql } from '../../clickhouse/sql.ts'
import { copyOut } from '../../postgres/copy-out.ts'
import { copiedObject } from '../copied-object.ts'
import { differingParts } from './differing-parts.ts'
import { type Day, logDay } from './digest.ts'
import { type Compared, type Difference } from './verdict.ts'
import { changedSince } from './verify-users.ts'

/** How many bytes of the log are in memory at once. */
const mostBytes = 4_000_000

export async function verifyProperties(compared: Compared): Promise<Difference[]> {
  const { clickhouse, cursor } = compared
  const log = await logObjects(
    compared,
    'properties',
    `select seq, ${logDay('occurred_at')}, ${copiedObject('properties')} from events
     where properties is not null and (tx, seq) <= ('${cursor.tx}'::xid8, ${cursor.seq})`,
  )
  const columns = await clickhouse.inspect<DigestedObjects>(
    'verify: properties',
    raw(digestedObjects('events', { id: 'seq', day: 'toDate(occurred_at)', object: 'properties' })),
  )
  return differingParts(log, columns.map(toDay), ['properties'], 'properties')
}

export async function verifyTraits(compared: Compared): Promise<Difference[]> {
  const { clickhouse, cursor } = compared
  const log = await logObjects(
    compared,
    'traits',
    `select no, ${logDay('created_at')}, ${copiedObject('traits')} from users
     where linked_to is null and (changed_tx, no) <= ('${cursor.users.tx}'::xid8, ${cursor.users.seq})`,
  )
  const copied = sql`(select * from users final where user_no not in ${integers(await changedSince(compared))})`
  const columns = await clickhouse.inspect<DigestedObjects>(
    'verify: traits',
    sql`with copied as ${copied}
      ${raw(digestedObjects('copied', { id: 'user_no', day: 'toDate(created_at)', object: 'traits' }))}`,
  )
  return differingParts(log, columns.map(toDay), ['users.traits'], 'users.traits')
}

/**
 * The checksums of JSON objects in the log; `rows` selects id, day and object. PostgreSQL and ClickHouse write
 * numbers, nulls and nested keys differently, so the objects are copied to ClickHouse again, piece by piece, and
 * digested there.
 */
async function logObjects(
  { client, clickhouse, show }: Compared,
  name: string,
  rows: string,
): Promise<Day[]> {
  const days = new Map<string, DigestedObjects>()
  let bytes = 0
  for await (const lines of pieces(copyOut(client, `copy (${rows}) to stdout`))) {
    for (const piece of await clickhouse.digestObjects(lines))
      days.set(piece.day, sum(piece, days.get(piece.day)))
    bytes += lines.length
    show(`Comparing ${name}: ${Math.round(bytes / 1_000_000)} MB`)
  }
  return [...days.values()].map(toDay)
}

/** Splits the rows into pieces of whole lines, about 4 MB each. */
async function* pieces(rows: Readable): AsyncGenerator<Buffer> {
  let held: Buffer[] = []
  let bytes = 0
  for await (const chunk of rows as AsyncIterable<Buffer>) {
    const end = chunk.lastIndexOf('\n') + 1
    held.push(chunk.subarray(0, end))
    bytes += chunk.length
    if (end && bytes > mostBytes) {
      yield Buffer.concat(held)
      held = []
      bytes = 0
    }
    held.push(chunk.subarray(end))
  }
  if (bytes) yield Buffer.concat(held)
}

/** Adds checksums modulo 2^64, as ClickHouse does. */
const sum = (piece: DigestedObjects, before?: DigestedObjects): DigestedObjects => ({
  day: piece.day,
  rows: piece.rows + (before?.rows ?? 0),
  digest: String(BigInt.asUintN(64, BigInt(piece.digest) + BigInt(before?.digest ?? 0))),
})

const toDay = ({ day, rows, digest }: DigestedObjects): Day => ({ day, rows, digests: [digest] })
