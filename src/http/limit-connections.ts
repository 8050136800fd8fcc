import { type FastifyInstance } from 'fastify'
import { type Metrics } from '../metrics.ts'

/** Closes connections beyond the limit as soon as they open, so that the process never runs out of file descriptors. */
export function limitConnections({ server }: FastifyInstance, most: number, metrics: Metrics): void {
  server.maxConnections = most
  server.on('drop', () => metrics.connectionsRefused.inc())
}
