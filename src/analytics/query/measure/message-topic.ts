import { messageFields } from '../../../schema/conversations/message-stats.ts'
import { type Topic } from './stats.ts'

/** Messages. */
export const messageTopic = {
  name: 'messages',
  fields: messageFields,
  kind: 'message',
} as const satisfies Topic
