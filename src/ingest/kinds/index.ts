import { activity } from './activity.ts'
import { aiCall } from './ai-call.ts'
import { apiCall } from './api-call.ts'
import { conversation } from './conversation.ts'
import { customEvent } from './custom-event.ts'
import { type Kind } from './kind.ts'
import { message } from './message.ts'
import { systemMetric } from './system-metric.ts'

/** Every kind of event, by its field in a mixed batch. */
export const kinds = {
  event: customEvent,
  activity,
  conversation,
  message,
  aiCall,
  apiCall,
  systemMetric,
} satisfies Record<string, Kind>

export type KindName = keyof typeof kinds
