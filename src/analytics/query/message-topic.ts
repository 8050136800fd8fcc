import { sql } from '../../clickhouse/sql.ts'
import { messageFields } from '../../schema/message-stats.ts'

/** Messages. They have a name of their own, by which the columns are ordered. */
export const messageTopic = {
  name: 'messages',
  fields: messageFields,
  only: sql`name = 'message' and kind = 'message'`,
}
