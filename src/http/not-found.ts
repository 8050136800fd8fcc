import { type FastifyRequest, type HTTPMethods } from 'fastify'
import { type Refusal, refusal } from './refusal.ts'

const methods: HTTPMethods[] = ['GET', 'HEAD', 'POST']

/** The refusal of a request without a route: 405 if the path exists under another method, else 404. */
export function notFoundOrMethodNotAllowed({ server, url }: FastifyRequest): Refusal {
  const path = url.replace(/\?.*/s, '')
  const allowed = methods.filter(method => server.hasRoute({ method, url: path }))
  if (!allowed.length) return refusal(404, 'This path does not exist. The API is at /graphql.')
  const allow = allowed.join(', ')
  return refusal(405, `This path accepts only ${allow}.`, { allow })
}
