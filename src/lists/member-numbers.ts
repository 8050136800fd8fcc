import { type Query } from '../analytics/query/query.ts'
import { usersOf } from '../clickhouse/scope.ts'
import { integer, sql } from '../clickhouse/sql.ts'
import { badInput } from '../errors.ts'

const most = 1_000_000

/**
 * The users in the segment of a question as an array of PostgreSQL, such as `{1,2}`; null without a segment.
 * @throws TOO_MANY_USERS above a million
 */
export async function memberNumbers({ members, project, run }: Query): Promise<string | null> {
  if (!members) return null
  const [row] = await run<{ numbers: string; users: number }>(
    'segment: numbers',
    sql`
select concat('{', arrayStringConcat(groupArray(user_no), ','), '}') as numbers, count() as users
from (select user_no from ${usersOf(project)} where ${members} limit ${integer(most + 1)})`,
  )
  if (row!.users > most)
    throw badInput(
      'TOO_MANY_USERS',
      'segment',
      `This question takes a segment of at most ${most.toLocaleString('en')} users. Use a smaller segment.`,
    )
  return row!.numbers
}
