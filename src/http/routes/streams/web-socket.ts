import { type IncomingMessage } from 'node:http'
import fastifyWebsocket from '@fastify/websocket'
import { type FastifyInstance, type FastifyRequest } from 'fastify'
import { handleProtocols } from 'graphql-ws'
import { type OpenSubscription } from '../../../graphql/subscriptions/open-subscription.ts'
import { forStreams } from '../../end-unread-answers.ts'
import { refusal } from '../../refusal.ts'
import { type Wiring } from '../route.ts'
import { serveSocket } from './serve-socket.ts'

const path = '/graphql/ws'

/** Answers `/graphql/ws`: subscriptions over a WebSocket, in the protocol `graphql-transport-ws` of graphql-ws. */
export async function webSocketRoute(
  server: FastifyInstance,
  { env, services }: Wiring,
  open: OpenSubscription,
): Promise<void> {
  await server.register(fastifyWebsocket, {
    options: { maxPayload: env.limits.bodyBytes, handleProtocols },
  })
  const serve = serveSocket(services, open)
  server.route({
    method: 'GET',
    url: path,
    exposeHeadRoute: false,
    ...forStreams,
    onRequest: async request => refuseOtherOrigins(request, env.corsOrigins),
    handler: async () => {
      throw refusal(426, 'This path takes WebSockets with the protocol graphql-transport-ws.', {
        connection: 'upgrade',
        upgrade: 'websocket',
      })
    },
    wsHandler: serve,
  })
}

/** Whether a request changes to the protocol that this service has, on the path that has it. */
export const isUpgrade = ({ method, url, headers }: IncomingMessage): boolean =>
  method === 'GET' && url?.split('?', 1)[0] === path && headers.upgrade?.toLowerCase() === 'websocket'

/**
 * A browser lets every page open a WebSocket and leaves the check of its origin to the service.
 * @throws 403 for a page that is neither of this host nor one of `CORS_ORIGINS`
 */
function refuseOtherOrigins({ headers: { origin }, host }: FastifyRequest, allowed: string[]): void {
  if (origin === undefined || allowed.includes(origin)) return
  if (URL.canParse(origin) && new URL(origin).host === host) return
  throw refusal(403, 'Pages of this origin may not connect. CORS_ORIGINS lists those that may.')
}
