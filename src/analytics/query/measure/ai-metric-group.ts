import { aiFields } from '../../../schema/performance/ai.ts'
import { type MetricGroup } from './stats.ts'

/** Requests to language models. */
export const aiMetricGroup = { name: 'ai', fields: aiFields, kind: 'ai_call' } as const satisfies MetricGroup
