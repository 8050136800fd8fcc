import { type FastifyReply } from 'fastify'
import { admit, rateHeaders } from '../../request/admit.ts'
import { observe } from '../../request/observe.ts'
import { refusalOf, routeStatusOf } from '../../request/refusal-of.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { codeOf } from '../error-body.ts'
import { type Refusal } from '../refusal.ts'

/** Charges a link as the smallest question. It needs no engine, so its place among the questions is free again at once. */
export async function admitLink(scope: RequestScope): Promise<void> {
  const release = await admit(scope, { track: 0, batch: 0, query: 1 }, 'questions')
  release()
}

/** Does the work of a link, which the log and the metrics show. A link that opens nothing is no error of the service. */
export async function observed<Answer>(
  scope: RequestScope,
  reply: FastifyReply,
  operation: string,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const began = performance.now()
  const note = (status: number, codes: string[]) =>
    observe(scope, { surface: 'link', operation, status, codes, durationMs: performance.now() - began })
  try {
    const answer = await work()
    note(reply.statusCode, [])
    return answer
  } catch (error) {
    const { statusCode: status = routeStatusOf(error) } = error as Partial<Refusal>
    const code = refusalOf(error)?.extensions.code ?? (status < 500 ? undefined : codeOf(status))
    note(status, code === undefined ? [] : [String(code)])
    throw error
  } finally {
    reply.headers(rateHeaders(scope))
  }
}
