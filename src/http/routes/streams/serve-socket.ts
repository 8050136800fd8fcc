import { randomUUID } from 'node:crypto'
import { type WebSocket } from '@fastify/websocket'
import { type FastifyRequest } from 'fastify'
import { GraphQLError, type GraphQLFormattedError, parse } from 'graphql'
import { CloseCode, type Context, makeServer, type ServerOptions } from 'graphql-ws'
import { type Viewer } from '../../../auth/viewer.ts'
import { unauthenticated } from '../../../errors.ts'
import { type OpenSubscription } from '../../../graphql/subscriptions/open-subscription.ts'
import { RefusedSubscription } from '../../../graphql/subscriptions/refused-subscription.ts'
import { observeRefusal } from '../../../request/observe.ts'
import { authorizationOf, viewerOf } from '../../../request/open-scope.ts'
import { type Services } from '../../../services.ts'
import { type Subscriber } from '../../../streams/subscriber.ts'
import { whenAborted } from '../../../streams/when-aborted.ts'
import { isNestedDeeper } from '../../is-nested-deeper.ts'
import { mostLevels } from '../../json-body.ts'
import { unreadSeconds } from './cut-unread.ts'
import { heartbeatSeconds } from './heartbeat.ts'

/** One connection: what its request says, and its viewer once it is known. */
interface Connection {
  socket: WebSocket
  request: FastifyRequest
  gone: AbortSignal
  authorization: readonly string[]
  viewer: Viewer | null
}

type Connected = Context<Record<string, unknown> | undefined, Connection>

/** The time for a client to send its token. */
const initSeconds = 5
/** The closing code of a service that stops: clients connect again. */
const goingAway = 1_001
/** The closing code of too many failed attempts. */
const tooManyRequests = 4_429

/** The longest reason in a closing frame, in bytes. */
const longestReason = 123

/** Serves the connections of `/graphql/ws`: one gate with `/graphql/stream`, another envelope around the answers. */
export function serveSocket(services: Services, open: OpenSubscription) {
  const { streams } = services
  const server = makeServer({
    connectionInitWaitTimeout: initSeconds * streams.clock.secondMs,
    onConnect: context => admitted(services, context as Connected),
    onSubscribe: (context, _, payload) => opened(services, open, context as Connected, payload),
    // The stream is open already.
    subscribe: ({ contextValue }: { contextValue?: unknown }) => contextValue as Subscriber,
    onNext: (_, __, ___, ____, answer) => answer,
  } as ServerOptions<Record<string, unknown> | undefined, Connection>)

  return (socket: WebSocket, request: FastifyRequest): void => {
    const { secondMs } = streams.clock
    const leaving = new AbortController()
    const connection: Connection = {
      socket,
      request,
      gone: leaving.signal,
      authorization: authorizationOf(request),
      viewer: null,
    }
    const close = (code: number, reason: string) => socket.close(code, reason)
    const closed = server.opened(
      {
        protocol: socket.protocol,
        send: text => sent(socket, text, unreadSeconds * secondMs),
        close,
        onMessage: hear =>
          socket.on('message', (data: Buffer) => void heard(services, connection, data, hear)),
      },
      connection,
    )
    keepAlive(socket, heartbeatSeconds * secondMs)
    const stop = () => setImmediate(close, goingAway, 'The service stops.')
    whenAborted(streams.ending, stop, leaving.signal)
    socket.once('close', (code, reason) => {
      leaving.abort()
      void closed(code, String(reason))
    })
  }
}

/** Identifies the client by the header, which browsers cannot send, or by the first message. */
async function admitted(services: Services, { extra, connectionParams }: Connected): Promise<boolean> {
  const { Authorization = undefined, authorization = Authorization } = connectionParams ?? {}
  if (typeof authorization === 'string' && !extra.authorization.length) extra.authorization = [authorization]
  try {
    extra.viewer = await viewerOf(services, extra.authorization, extra.request.ip)
    if (!extra.viewer)
      throw unauthenticated('Send { "Authorization": "Bearer <token>" } as the payload of connection_init.')
    return true
  } catch (error) {
    observeRefusal(services, extra.request.id, error as Error)
    const [code, reason] = closingOf(error)
    extra.socket.close(code, reason.slice(0, longestReason))
    return false
  }
}

function closingOf(error: unknown): [number, string] {
  if (!(error instanceof GraphQLError))
    return [CloseCode.InternalServerError, 'Something went wrong on the server.']
  const { code, retryAfterMs } = error.extensions
  if (code === 'UNAUTHENTICATED') return [CloseCode.Unauthorized, error.message]
  // Clients connect again after any code below 4000.
  if (typeof retryAfterMs === 'number')
    return code === 'RATE_LIMITED' ? [tooManyRequests, error.message] : [1_013, error.message]
  return [CloseCode.Forbidden, error.message]
}

/** Any subscription: graphql-ws wants to read the kind of the operation itself. */
const document = parse('subscription { __typename }')

async function opened(services: Services, open: OpenSubscription, { extra }: Connected, payload: object) {
  const { viewer, request, gone, socket } = extra
  const sender = {
    viewer,
    requestId: randomUUID(),
    address: request.ip,
    userAgent: request.headers['user-agent'],
    gone,
  }
  try {
    const prove = () => viewerOf(services, extra.authorization, request.ip)
    const subscriber = await open({ sender, prove }, payload)
    whenAborted(subscriber.gone, () => closeExpired(subscriber, socket))
    return { document, contextValue: subscriber }
  } catch (error) {
    if (!(error instanceof RefusedSubscription)) throw error
    return error.errors.map(asError)
  }
}

/** graphql-ws asks each error for its JSON. */
const asError = (formatted: GraphQLFormattedError): GraphQLError =>
  Object.assign(new GraphQLError(formatted.message), { toJSON: () => formatted })

/** The credential belongs to the connection. Clients take this code as a sign to connect with a new token. */
function closeExpired({ last }: Subscriber, socket: WebSocket): void {
  if (last?.errors?.[0]?.extensions?.code === 'UNAUTHENTICATED')
    setImmediate(() => socket.close(CloseCode.Forbidden, 'The token is not valid any longer.'))
}

/** Resolves when the text has left this process. A client that does not read for so long is cut off. */
function sent(socket: WebSocket, text: string, mostMs: number): Promise<void> {
  if (socket.readyState !== socket.OPEN) return Promise.resolve()
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(() => socket.terminate(), mostMs)
  socket.send(text, () => {
    clearTimeout(timer)
    resolve()
  })
  return promise
}

async function heard(
  services: Services,
  { socket, request }: Connection,
  data: Buffer,
  hear: (text: string) => Promise<void>,
): Promise<void> {
  if (isNestedDeeper(data, mostLevels))
    return socket.close(CloseCode.BadRequest, `A message may be at most ${mostLevels} levels deep.`)
  try {
    await hear(String(data))
  } catch (error) {
    services.log.error({ err: error, requestId: request.id }, 'a message of a WebSocket failed')
    socket.close(CloseCode.InternalServerError, 'Something went wrong on the server.')
  }
}

/** Ends a connection whose client has not answered the last ping. */
function keepAlive(socket: WebSocket, ms: number): void {
  let isAlive = true
  socket.on('pong', () => {
    isAlive = true
  })
  const timer = setInterval(() => {
    if (!isAlive) return socket.terminate()
    isAlive = false
    socket.ping()
  }, ms)
  socket.once('close', () => clearInterval(timer))
}
