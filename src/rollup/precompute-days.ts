import { type ClientBase } from 'pg'
import { type ClickHouse } from '../clickhouse/client.ts'
import {
  type DaysToPrecompute,
  type Span,
  type VersionedDay,
} from '../clickhouse/precomputed/precomputed-table.ts'
import { spansOf } from '../clickhouse/precomputed/spans.ts'
import { transaction } from '../postgres/transaction.ts'
import { lockDueDays } from './due-days.ts'

/**
 * Late events arrive one by one, so a day is computed at most once a minute. In between questions read its events. Among days that
 * were never computed the newest come first, which most questions are about.
 */
const waiting = {
  table: 'precomputed_days',
  isDue: `is_stale and ends_at <= now()
  and (precomputed_at is null or precomputed_at < now() - interval '1 minute')`,
  longestWaiting: 'precomputed_at nulls first, ends_at desc',
  columns: `project, starts_at as "from", ends_at as "to", nextval('precomputed_versions')::float8 as version`,
} as const

/**
 * Computes the rows of at most `mostDays` stale days of one project that have ended. ClickHouse has the rows before the
 * transaction commits their versions, so no question reads a part of them; after a crash in between nothing names them.
 * The days are locked until the end: a transaction that marks one of them waits, and its mark stays.
 * @returns whether there was such a day
 */
export async function precomputeDays(
  client: ClientBase,
  { precomputed }: ClickHouse,
  mostDays: number,
): Promise<boolean> {
  if (!precomputed) return false
  return transaction(client, async () => {
    const due = await lockDueDays<DueDay>(client, waiting, mostDays)
    if (!due.length) return false
    const { project } = due[0]!
    const rows = await precomputed.add(await amongAllDays(client, project, due))
    await storeVersions(client, due, rows)
    return true
  })
}

type DueDay = VersionedDay & { project: string }

async function amongAllDays(client: ClientBase, project: string, due: DueDay[]): Promise<DaysToPrecompute> {
  const { rows } = await client.query<VersionedDay & { isStale: boolean }>(
    `select starts_at as "from", ends_at as "to", version::float8, is_stale as "isStale"
     from precomputed_days
     where project = $1
     order by starts_at`,
    [project],
  )
  const starts = new Set(due.map(({ from }) => from.getTime()))
  const isDue = ({ from }: Span) => starts.has(from.getTime())
  return {
    project,
    days: due,
    spans: spansOf(rows, isDue),
    others: rows.filter(({ isStale }) => !isStale).map(({ version }) => version),
    stale: spansOf(rows, day => day.isStale && !isDue(day)),
  }
}

/** The batch is the last one: the session that projects also computes days, between two batches. */
async function storeVersions(client: ClientBase, days: DueDay[], rows: Map<number, number>): Promise<void> {
  await client.query(
    `update precomputed_days stored
     set version = computed.version, rows = computed.rows, is_stale = false, precomputed_at = now(),
       batch = (select batch from projection)
     from unnest($2::timestamptz[], $3::bigint[], $4::bigint[]) as computed (starts_at, version, rows)
     where stored.project = $1 and stored.starts_at = computed.starts_at`,
    [
      days[0]!.project,
      days.map(({ from }) => from),
      days.map(({ version }) => version),
      days.map(({ version }) => rows.get(version) ?? 0),
    ],
  )
}
