import { type FastifyRequest } from 'fastify'
import Negotiator from 'negotiator'
import { refusal } from './refusal.ts'

const answered = ['application/json', 'application/graphql-response+json']

/**
 * Refuses a request whose Accept header matches no possible answer. Apollo refuses it too, but only after it has run the
 * mutation.
 * @throws 406
 */
export async function refuseUnacceptable({ method, headers }: FastifyRequest): Promise<void> {
  // A browser that opens the explorer.
  const types = method === 'GET' ? [...answered, 'text/html'] : answered
  if (headers.accept && !new Negotiator({ headers }).mediaType(types))
    throw refusal(406, `The Accept header must allow ${answered.join(' or ')}.`)
}
