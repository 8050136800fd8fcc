import { authorize } from '../../../src/auth/auth-checker.ts'
import { knownCode } from '../../../src/codes/error-code.ts'
import { type Route } from '../../../src/http/routes/route.ts'
import { admit, rateHeaders } from '../../../src/request/admit.ts'
import { audit } from '../../../src/request/audit.ts'
import { limitTime } from '../../../src/request/limit-time.ts'
import { observe } from '../../../src/request/observe.ts'
import { openScope } from '../../../src/request/open-scope.ts'
import { refusalOf, routeStatusOf } from '../../../src/request/refusal-of.ts'
import { type RequestScope } from '../../../src/request/request-scope.ts'

export const exportCost = 7

/** `GET /export` for administrators: a route beside GraphQL that is only the request pipeline. */
export const exportRoute =
  (answer: (scope: RequestScope) => Promise<object>): Route =>
  (server, { env, services }) => {
    server.get('/export', async (request, reply) => {
      const scope = await openScope(services, request, reply)
      const end = begin(scope, env.limits.requestTimeoutMs)
      let failure: unknown
      try {
        const release = await admitAdmin(scope)
        return await answer(scope).finally(release)
      } catch (error) {
        failure = error
        throw error
      } finally {
        reply.headers(rateHeaders(scope))
        await end(failure)
      }
    })
  }

function begin(scope: RequestScope, mostMs: number): (failure: unknown) => Promise<void> {
  const started = performance.now()
  const stopClock = limitTime(scope, mostMs)
  return async failure => {
    stopClock()
    const durationMs = performance.now() - started
    const codes = failure ? [knownCode(refusalOf(failure)?.extensions.code)] : []
    const status = failure ? routeStatusOf(failure) : 200
    const outcome = codes[0] ?? 'OK'
    await audit(scope, { kind: 'QUERY', fields: ['export'], isRecorded: false, outcome, durationMs })
    observe(scope, { surface: 'export', operation: 'export', status, codes, durationMs })
  }
}

async function admitAdmin(scope: RequestScope): Promise<() => void> {
  authorize(scope.viewer, ['admin'], true)
  scope.cost = exportCost
  return admit(scope, { track: 0, batch: 0, query: exportCost }, 'questions')
}
