import { type FastifyRequest } from 'fastify'

declare module 'fastify' {
  interface FastifyContextConfig {
    isForOperators?: boolean
  }
}

/** Options of a route for probes and scrapers: it answers under every host name and under any load. It shows no events. */
export const forOperators = { config: { isForOperators: true } }

export const isForOperators = ({ routeOptions }: FastifyRequest): boolean =>
  routeOptions.config?.isForOperators === true
