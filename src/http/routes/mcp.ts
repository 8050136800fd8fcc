import { type FastifyReply, type FastifyRequest } from 'fastify'
import packageJson from '../../../package.json' with { type: 'json' }
import { authorize } from '../../auth/auth-checker.ts'
import { knownCode } from '../../codes/error-code.ts'
import { type Offered } from '../../mcp/agent-server.ts'
import { agentTools } from '../../mcp/agent-tools.ts'
import { answerAgent } from '../../mcp/answer-agent.ts'
import { resourcesOf } from '../../mcp/resources.ts'
import { admit, rateHeaders } from '../../request/admit.ts'
import { audit } from '../../request/audit.ts'
import { observe } from '../../request/observe.ts'
import { openScope } from '../../request/open-scope.ts'
import { refusalOf, routeStatusOf } from '../../request/refusal-of.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { refusal } from '../refusal.ts'
import { type Route, type RouteWiring } from './route.ts'

/**
 * Answers agents at `/mcp`: the Model Context Protocol over HTTP, without sessions. A request is one message. The questions
 * of its tools are requests to GraphQL by the same token.
 */
export const mcpRoute: Route = (server, wiring) => {
  const { env, services } = wiring
  const offered = offeredBy(wiring)
  const answer = answerAgent(offered)
  server.post('/mcp', async (request, reply) => {
    refuseOtherOrigins(request, env.corsOrigins)
    const scope = await openScope(services, request, reply)
    const isQuestion = asksGraphql(offered, request.body)
    return recorded(scope, reply, isQuestion, async () => {
      authorize(scope.viewer, ['admin'], true)
      const release = isQuestion ? () => {} : await admitMessage(scope)
      try {
        return await answer(webRequest(request, scope.gone), request.body, { scope, services })
      } finally {
        release()
      }
    })
  })
}

const offeredBy = ({ apollo, env, services, schema, trusted }: RouteWiring): Offered => ({
  version: packageJson.version,
  tools: agentTools({
    apollo,
    env,
    schema,
    hasSql: services.customSql.isOn,
    isTrustedOnly: trusted !== undefined,
  }),
  resources: resourcesOf(schema, env.introspection),
})

/** A page of another origin must not use an agent's server that a browser can reach (DNS rebinding). */
function refuseOtherOrigins({ headers }: FastifyRequest, allowed: string[]): void {
  if (headers.origin !== undefined && !allowed.includes(headers.origin))
    throw refusal(403, 'This origin is not allowed (setting CORS_ORIGINS).')
}

/**
 * Whether the message is a question that GraphQL charges and records.
 * @throws 400 for a batch of messages, which would share one scope
 */
function asksGraphql({ tools }: Offered, body: unknown): boolean {
  if (Array.isArray(body)) throw refusal(400, 'Send one message in each request.')
  const { method, params } = (body ?? {}) as { method?: unknown; params?: { name?: unknown } }
  return method === 'tools/call' && tools.get(String(params?.name))?.asksGraphql === true
}

/** Every other message costs one point. */
function admitMessage(scope: RequestScope): Promise<() => void> {
  scope.cost = 1
  return admit(scope, { track: 0, batch: 0, query: scope.cost }, 'questions')
}

/** The request as the library takes it, without the token. It reads the body that is parsed already. */
function webRequest({ headers }: FastifyRequest, signal: AbortSignal): Request {
  const passed = ['accept', 'content-type', 'mcp-protocol-version', 'mcp-method', 'mcp-name']
  const given = passed.flatMap(name => (headers[name] === undefined ? [] : [[name, String(headers[name])]]))
  return new Request('http://localhost/mcp', { method: 'POST', headers: given as [string, string][], signal })
}

/** Sends the answer. The log and the metrics show every message that GraphQL does not record itself. */
async function recorded(
  scope: RequestScope,
  reply: FastifyReply,
  isQuestion: boolean,
  answer: () => Promise<Response>,
): Promise<string> {
  const began = performance.now()
  const observed = (status: number, codes: string[]) =>
    observe(scope, { surface: 'mcp', operation: 'mcp', status, codes, durationMs: performance.now() - began })
  try {
    const response = await answer()
    reply.code(response.status).type(response.headers.get('content-type') ?? 'application/json')
    if (!isQuestion) observed(response.status, [])
    return await response.text()
  } catch (error) {
    const outcome = knownCode(refusalOf(error)?.extensions.code)
    observed(routeStatusOf(error), [outcome])
    const durationMs = performance.now() - began
    await audit(scope, { kind: 'QUERY', fields: ['mcp'], isRecorded: false, outcome, durationMs })
    throw error
  } finally {
    reply.headers(rateHeaders(scope))
  }
}
