import { mostMs, numberOf } from '../checks/number.ts'
import { textOf } from '../checks/text.ts'
import { type AiCallInput, CallType } from '../schema/tracking/ai-call-input.ts'
import { choiceOf } from './choice.ts'
import { type CheckedFact, checkedFact } from './fact.ts'
import { modelUsage } from './model-usage.ts'
import { type Received } from './received.ts'

/** @throws Rejection naming the field that is wrong */
export function checkedAiCall(input: AiCallInput, received: Received): CheckedFact {
  return {
    ...checkedFact(input, 'ai_call', 'ai_call', received),
    ...modelUsage(input),
    call_type: choiceOf(input.callType, 'callType', CallType) ?? CallType.COMPLETION,
    cache_hit: input.cacheHit ?? null,
    duration_ms: numberOf(input.durationMs, 'durationMs', 0, mostMs),
    first_token_ms: numberOf(input.timeToFirstTokenMs, 'timeToFirstTokenMs', 0, mostMs),
    success: input.success ?? true,
    error_class: textOf(input.errorClass, 'errorClass', 100),
    error_message: textOf(input.errorMessage, 'errorMessage', 2_000),
  }
}
