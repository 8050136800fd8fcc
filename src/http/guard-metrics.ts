import { createHash, timingSafeEqual } from 'node:crypto'
import { type FastifyInstance } from 'fastify'
import { refusal } from './refusal.ts'

/** Shows `/metrics` only to clients that send `Authorization: Bearer` with this token. */
export function guardMetrics(server: FastifyInstance, token: string): void {
  const expected = digest(`Bearer ${token}`)
  server.addHook('onRequest', async ({ routeOptions, raw }) => {
    if (routeOptions.url !== '/metrics') return
    const [sent = '', ...more] = raw.headersDistinct.authorization ?? []
    if (more.length || !timingSafeEqual(digest(sent), expected))
      throw refusal(
        401,
        'The metrics need their token: send the header "Authorization: Bearer <token>", once.',
        {
          'www-authenticate': 'Bearer realm="convograph metrics"',
        },
      )
  })
}

/** Of one length, as a comparison in constant time needs. */
const digest = (text: string) => createHash('sha256').update(text).digest()
