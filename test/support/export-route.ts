import { authorize } from '../../src/auth/auth-checker.ts'
import { type Route } from '../../src/http/routes/route.ts'
import { admit, rateHeaders } from '../../src/request/admit.ts'
import { audit } from '../../src/request/audit.ts'
import { limitTime } from '../../src/request/limit-time.ts'
import { observe } from '../../src/request/observe.ts'
import { openScope } from '../../src/request/open-scope.ts'
import { refusalOf } from '../../src/request/refusal-of.ts'
import { statusOf } from '../../src/request/refusal-status.ts'
import { type RequestScope } from '../../src/request/request-scope.ts'

export const exportCost = 7

/** `GET /export` for administrators: a route beside GraphQL that is only the request pipeline. */
export const exportRoute =
  (answer: (scope: RequestScope) => Promise<object>): Route =>
  (server, { env, services }) => {
    server.get('/export', async (request, reply) => {
      const scope = await openScope(services, request, reply)
      const end = begin(scope, env.limits.requestTimeoutMs)
      let outcome = 'OK'
      try {
        const release = await admitAdmin(scope)
        return await answer(scope).finally(release)
      } catch (error) {
        outcome = String(refusalOf(error)?.extensions.code ?? 'INTERNAL_SERVER_ERROR')
        throw error
      } finally {
        reply.headers(rateHeaders(scope))
        await end(outcome)
      }
    })
  }

function begin(scope: RequestScope, mostMs: number): (outcome: string) => Promise<void> {
  const started = performance.now()
  const stopClock = limitTime(scope, mostMs)
  return async outcome => {
    stopClock()
    const durationMs = performance.now() - started
    const codes = outcome === 'OK' ? [] : [outcome]
    const status = outcome === 'OK' ? 200 : (statusOf(outcome) ?? 400)
    await audit(scope, { kind: 'QUERY', fields: ['export'], isRecorded: false, outcome, durationMs })
    observe(scope, { surface: 'export', operation: 'export', status, codes, durationMs })
  }
}

async function admitAdmin(scope: RequestScope): Promise<() => void> {
  authorize(scope.viewer, ['admin'], true)
  scope.cost = exportCost
  return admit(scope, { track: 0, batch: 0, query: exportCost }, 'questions')
}
