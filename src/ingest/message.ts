import { mostMs, numberOf } from '../checks/number.ts'
import { Rejection } from '../checks/rejection.ts'
import { Feedback, type MessageInput, MessageRole } from '../schema/tracking/message-input.ts'
import { choiceOf } from './choice.ts'
import { type CheckedFact, checkedFact } from './fact.ts'
import { modelUsage } from './model-usage.ts'
import { type Received } from './received.ts'

/** @throws Rejection naming the field that is wrong */
export function checkedMessage(input: MessageInput, received: Received): CheckedFact {
  const fact = checkedFact(input, 'message', 'message', received)
  const role = choiceOf(input.role, 'role', MessageRole)
  if (fact.conversation_id === null)
    throw new Rejection('REQUIRED', 'conversationId', 'conversationId is missing.')
  if (role === null) throw new Rejection('REQUIRED', 'role', 'role is missing.')
  return {
    ...fact,
    ...modelUsage(input),
    role,
    duration_ms: numberOf(input.responseTimeMs, 'responseTimeMs', 0, mostMs),
    is_fallback: input.isFallback ?? null,
    feedback: choiceOf(input.feedback, 'feedback', Feedback),
  }
}
