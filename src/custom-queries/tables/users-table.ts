import { usersOf } from '../../clickhouse/scope.ts'
import { sql, text } from '../../clickhouse/sql.ts'
import { type QueryTable } from './query-table.ts'

export const users: QueryTable = {
  description: 'A user. A visitor that was linked to a user has no row.',
  columns: {
    user_id: 'The id of the user.',
    username: 'The name; empty without one.',
    traits: 'The traits as JSON: `traits.plan` is one of them.',
    created_at: 'The time at which the service met the user.',
  },
  rows: ({ project, timeZone }) => sql`
select known.external_id as user_id, known.username as username, known.traits as traits,
  toTimeZone(known.created_at, ${text(timeZone)}) as created_at
from ${usersOf(project)} as known`,
}
