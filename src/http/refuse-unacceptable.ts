import { type FastifyRequest } from 'fastify'
import Negotiator from 'negotiator'
import { refusal } from './refusal.ts'

const answered = ['application/json', 'application/graphql-response+json']

/**
 * Refuses whoever takes no answer that can be given. Apollo finds that out as well, but only when a mutation has
 * been run.
 * @throws 406
 */
export async function refuseUnacceptable({ method, headers }: FastifyRequest): Promise<void> {
  // Browsers that open the Sandbox page.
  const types = method === 'GET' ? [...answered, 'text/html'] : answered
  if (headers.accept && !new Negotiator({ headers }).mediaType(types))
    throw refusal(406, `The answer is ${answered.join(' or ')}; the Accept header takes neither.`)
}
