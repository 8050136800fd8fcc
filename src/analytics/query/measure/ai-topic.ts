import { aiFields } from '../../../schema/performance/ai.ts'
import { type Topic } from './stats.ts'

/** Requests to language models. */
export const aiTopic = { name: 'ai', fields: aiFields, kind: 'ai_call' } as const satisfies Topic
