import { ask } from '../analytics/query/ask.ts'
import { type Asked } from '../analytics/query/asked.ts'
import { type Asker } from '../analytics/query/asker.ts'
import { knownUsers, membersOf } from '../analytics/query/segment/members.ts'
import { plainSegment } from '../analytics/query/segment/plain-segment.ts'
import { type Sql, sql } from '../clickhouse/sql.ts'
import { badInput } from '../errors.ts'
import { WeekStart } from '../schema/date-range-input.ts'
import { type SegmentInput } from '../schema/users/segment-input.ts'

/** The users of a segment at a moment: every number and every list of them comes from `found`. */
export interface SegmentUsers {
  asked: Asked
  found: Sql
  known: Sql
}

/** @throws INVALID_AS_OF after now, INVALID_SEGMENT, SEGMENT_CYCLE, NOT_FOUND */
export async function segmentUsers(
  asker: Asker,
  condition: SegmentInput,
  asOf: Date | null | undefined,
  inside: string[] = [],
): Promise<SegmentUsers> {
  if (asOf && asOf > asker.asOf) throw badInput('INVALID_AS_OF', 'asOf', 'asOf must not lie after now.')
  const [asked, plain] = await Promise.all([
    ask(asker, { weekStart: WeekStart.MONDAY }),
    plainSegment(asker, condition, inside),
  ])
  const moment = { project: asker.project, asOf: asOf ?? asker.asOf, isNow: !asOf }
  return { asked, found: membersOf(moment, plain), known: knownUsers(moment) }
}

export async function countOf({ asked }: Pick<SegmentUsers, 'asked'>, users: Sql): Promise<number> {
  const [row] = await asked.run<{ users: number }>(
    'segment: size',
    sql`select count() as users from (${users})`,
  )
  return Number(row!.users)
}
