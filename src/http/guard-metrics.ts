import { createHash, timingSafeEqual } from 'node:crypto'
import { type FastifyRequest } from 'fastify'
import { refusal } from './refusal.ts'

/** Lets only clients pass that send `Authorization: Bearer` with this token. */
export function guardMetrics(token: string): (request: FastifyRequest) => Promise<void> {
  const expected = digest(`Bearer ${token}`)
  return async ({ raw }) => {
    const [sent = '', ...more] = raw.headersDistinct.authorization ?? []
    if (more.length || !timingSafeEqual(digest(sent), expected))
      throw refusal(
        401,
        'The metrics need a token: send the header "Authorization: Bearer <METRICS_TOKEN>", once.',
        {
          'www-authenticate': 'Bearer realm="convograph metrics"',
        },
      )
  }
}

/** Digests have one length, which a comparison in constant time needs. */
const digest = (text: string) => createHash('sha256').update(text).digest()
