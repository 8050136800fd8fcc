import { knownCode } from '../codes/error-code.ts'
import { refusalOf } from '../request/refusal-of.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type WidgetError } from '../schema/dashboards/dashboard.ts'
import { type Answer } from '../schema/questions/answer.ts'

/** The answer to the question of a widget, or the reason why there is none. */
export interface Outcome {
  answer: Answer | null
  error: WidgetError | null
}

/** The outcome of a question that may fail: the other widgets are answered. */
export async function outcomeOf(scope: RequestScope, ask: () => Promise<Answer>): Promise<Outcome> {
  try {
    return { answer: await ask(), error: null }
  } catch (error) {
    return { answer: null, error: shownError(scope, error) }
  }
}

/** A bug is logged, and the client sees no more than that there is one. */
function shownError({ services, requestId }: RequestScope, error: unknown): WidgetError {
  const refusal = refusalOf(error)
  if (refusal) {
    const { code, reason } = refusal.extensions
    return { code: knownCode(code), reason: reason ? String(reason) : null, message: refusal.message }
  }
  services.log.error({ err: error, requestId }, 'a widget failed')
  return { code: 'INTERNAL_SERVER_ERROR', reason: null, message: 'Something went wrong on the server.' }
}
