import { apiFields } from '../../../schema/performance/api.ts'
import { type Topic } from './stats.ts'

/** Requests to endpoints. */
export const apiTopic = { name: 'api', fields: apiFields, kind: 'api_call' } as const satisfies Topic
