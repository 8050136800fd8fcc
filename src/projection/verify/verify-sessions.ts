import { precomputedDays } from '../../analytics/query/precomputed/precomputed-days.ts'
import { sessionsIn } from '../../analytics/query/sessions.ts'
import { type Sql, sql } from '../../clickhouse/sql.ts'
import { finishedBatch } from '../cursor.ts'
import { differingParts } from './differing-parts.ts'
import { type Day } from './digest.ts'
import { type Compared, type Difference } from './verdict.ts'

const ever = { from: new Date(0), to: new Date('2200-01-01') }

/** Compares the sessions of precomputed days with those of the events, by the day of their start, project by project. */
export async function verifySessions({ client, clickhouse, cursor, show }: Compared): Promise<Difference[]> {
  show('Comparing sessions')
  const { rows } = await client.query<{ project: string }>('select distinct project from precomputed_days')
  const found: Difference[] = []
  for (const { project } of rows) {
    const precomputed = await precomputedDays(client, project, finishedBatch(cursor))
    if (!precomputed) continue
    const digestsOf = (sessions: Sql) => clickhouse.inspect<Day>('verify: sessions', digests(sessions))
    const ofEvents = await digestsOf(sessionsIn({ project }, ever))
    const ofDays = await digestsOf(sessionsIn({ project, precomputed }, ever))
    found.push(...differingParts(ofEvents, ofDays, ['sessions'], 'sessions'))
  }
  return found
}

const digests = (sessions: Sql): Sql => sql`
select toString(toDate(occurred_at)) as day, count() as rows,
  [toString(sum(cityHash64(user_no, occurred_at, milliseconds, events)))] as digests
from ${sessions}
group by day`
