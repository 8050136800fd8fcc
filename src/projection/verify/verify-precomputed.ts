import { type PrecomputedDays, precomputedDays } from '../../analytics/query/precomputed/precomputed-days.ts'
import { sessionsIn } from '../../analytics/query/sessions.ts'
import { type ClickHouse } from '../../clickhouse/client.ts'
import { audienceDays } from '../../clickhouse/precomputed/audience-days-table.ts'
import { type VersionedDay } from '../../clickhouse/precomputed/precomputed-table.ts'
import { integers, type Sql, sql, text } from '../../clickhouse/sql.ts'
import { finishedBatch } from '../cursor.ts'
import { differingParts } from './differing-parts.ts'
import { type Day } from './digest.ts'
import { type Compared, type Difference } from './verdict.ts'

const ever = { from: new Date(0), to: new Date('2200-01-01') }

/** The days of an audience that are compared at a time. */
const mostDays = 31

/** Compares the rows of precomputed days with what the events give, project by project. */
export async function verifyPrecomputed({
  client,
  clickhouse,
  cursor,
  show,
}: Compared): Promise<Difference[]> {
  show('Comparing precomputed days')
  const { rows } = await client.query<{ project: string }>('select distinct project from precomputed_days')
  const found: Difference[] = []
  for (const { project } of rows) {
    const precomputed = await precomputedDays(client, project, finishedBatch(cursor))
    if (!precomputed) continue
    found.push(...(await verifySessions(clickhouse, project, precomputed)))
    for (let i = 0; i < precomputed.days.length; i += mostDays)
      found.push(...(await verifyAudience(clickhouse, project, precomputed.days.slice(i, i + mostDays))))
  }
  return found
}

/** By the day of the start of each session. */
async function verifySessions(
  clickhouse: ClickHouse,
  project: string,
  precomputed: PrecomputedDays,
): Promise<Difference[]> {
  const digestsOf = (sessions: Sql) =>
    clickhouse.inspect<Day>(
      'verify: sessions',
      digests(sessions, sql`occurred_at`, sql`user_no, occurred_at, milliseconds, events`),
    )
  const ofEvents = await digestsOf(sessionsIn({ project }, ever))
  const ofDays = await digestsOf(sessionsIn({ project, precomputed }, ever))
  return differingParts(ofEvents, ofDays, ['sessions'], 'sessions')
}

async function verifyAudience(
  clickhouse: ClickHouse,
  project: string,
  days: VersionedDay[],
): Promise<Difference[]> {
  const digestsOf = (rows: Sql) =>
    clickhouse.inspect<Day>(
      'verify: audience',
      digests(
        rows,
        sql`day_at`,
        sql`dimension, group_value, arraySort(bitmapToArray(users)), user_events, user_messages`,
      ),
    )
  const ofEvents = await digestsOf(
    sql`(${audienceDays.rows({ project, days, spans: days, others: [], stale: [] })})`,
  )
  const versions = integers(days.map(({ version }) => version))
  const ofDays = await digestsOf(
    sql`(select * from audience_days where project = ${text(project)} and version in ${versions})`,
  )
  return differingParts(ofEvents, ofDays, ['audience'], 'groups of users')
}

const digests = (rows: Sql, at: Sql, values: Sql): Sql => sql`
select toString(toDate(${at})) as day, count() as rows, [toString(sum(cityHash64(${values})))] as digests
from ${rows}
group by day`
