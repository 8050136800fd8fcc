import { sql } from '../../clickhouse/sql.ts'
import { apiFields } from '../../schema/api.ts'

/** Requests to endpoints. They have a name of their own, by which the columns are ordered. */
export const apiTopic = { name: 'api', fields: apiFields, only: sql`name = 'api_call' and kind = 'api_call'` }
