import { type FastifyInstance } from 'fastify'
import helmet from 'helmet'

/**
 * Sends the headers with which a browser protects its user, such as Content-Security-Policy, in every answer. They are made
 * once: `@fastify/helmet` makes them anew for each request, and the functions that it makes keep each request in memory until the
 * next full garbage collection.
 */
export function protectBrowsers(server: FastifyInstance): void {
  const setHeaders = helmet()
  server.addHook('onRequest', ({ raw }, reply, done) =>
    setHeaders(raw, reply.raw, error => done(error as Error)),
  )
}
