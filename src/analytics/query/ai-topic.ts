import { sql } from '../../clickhouse/sql.ts'
import { aiFields } from '../../schema/ai.ts'

/** Requests to language models. They have a name of their own, by which the columns are ordered. */
export const aiTopic = { name: 'ai', fields: aiFields, only: sql`name = 'ai_call' and kind = 'ai_call'` }
