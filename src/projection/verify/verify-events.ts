import { type ClientBase } from 'pg'
import { type ClickHouse } from '../../clickhouse/client.ts'
import { integer, raw, sql, texts } from '../../clickhouse/sql.ts'
import { differingParts } from './differing-parts.ts'
import { columnsDay, columnsDigests, type Day, logDay, logDigests, type Written } from './digest.ts'
import { type Compared, type Difference } from './verdict.ts'
import { writtenEvent } from './written.ts'

/** Compares all columns together, then each column alone on the days that differ. */
export async function verifyEvents({ client, clickhouse, show }: Compared) {
  const whole = [Object.values(writtenEvent)]
  show('Reading the log')
  const log = await logDays(client, whole)
  const columns = await columnDays(clickhouse, whole, show)
  const days = differingParts(log, columns, ['events']).map(({ day }) => day)
  return { log, differences: await byColumn(client, clickhouse, days) }
}

async function byColumn(client: ClientBase, clickhouse: ClickHouse, days: string[]): Promise<Difference[]> {
  if (!days.length) return []
  const each = Object.values(writtenEvent).map(column => [column])
  const log = await logDays(client, each, days)
  const columns = await columnsOf(clickhouse, each, sql`toString(toDate(occurred_at)) in ${texts(days)}`)
  return differingParts(log, columns, Object.keys(writtenEvent))
}

async function logDays(client: ClientBase, parts: Written[][], days?: string[]): Promise<Day[]> {
  const day = logDay('occurred_at')
  const { rows } = await client.query<Day>(
    `select ${day} as day, count(*)::integer as rows, ${logDigests(parts)} as digests
     from events e
     where (e.tx, e.seq) <= ((select tx from projection), (select seq from projection))
       ${days ? `and ${day} = any($1)` : ''}
     group by 1
     order by 1`,
    days && [days],
  )
  return rows
}

/** Reads month by month, like the partitions of the table, so that no statement exceeds the time limit. */
async function columnDays(
  clickhouse: ClickHouse,
  parts: Written[][],
  show: (what: string) => void,
): Promise<Day[]> {
  const months = await clickhouse.inspect<{ month: number }>(
    'verify: months',
    sql`select distinct toYYYYMM(occurred_at) as month from events order by month`,
  )
  const days: Day[] = []
  for (const { month } of months) {
    show(`Comparing ${String(month).replace(/(..)$/, '-$1')}`)
    days.push(...(await columnsOf(clickhouse, parts, sql`toYYYYMM(occurred_at) = ${integer(month)}`)))
  }
  return days
}

const columnsOf = (clickhouse: ClickHouse, parts: Written[][], condition: ReturnType<typeof sql>) =>
  clickhouse.inspect<Day>(
    'verify: events',
    sql`select ${raw(columnsDay('occurred_at'))} as day, count() as rows, ${raw(columnsDigests(parts))} as digests
      from events
      where ${condition}
      group by day
      order by day`,
  )
