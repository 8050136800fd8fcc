import { messageFields } from '../../../schema/conversations/message-stats.ts'
import { type MetricGroup } from './stats.ts'

/** Messages. */
export const messageMetricGroup = {
  name: 'messages',
  fields: messageFields,
  kind: 'message',
} as const satisfies MetricGroup
