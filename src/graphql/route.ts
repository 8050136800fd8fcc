import { type ApolloServer, HeaderMap } from '@apollo/server'
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { refuseUnacceptable } from '../http/refuse-unacceptable.ts'
import { type Context } from './context.ts'

/** Answers `/graphql`. Nothing is built from the Host header, which may be missing or say anything. */
export function graphqlRoute(
  server: FastifyInstance,
  apollo: ApolloServer<Context>,
  contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<Context>,
): void {
  server.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    exposeHeadRoute: false,
    onRequest: refuseUnacceptable,
    handler: async (request, reply) => {
      const { headers, status, body } = await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: {
          method: request.method,
          headers: headerMap(request),
          search: request.url.slice(request.url.split('?', 1)[0]!.length),
          body: request.body,
        },
        context: () => contextOf(request, reply),
      })
      if (body.kind !== 'complete') throw new Error('Answers in parts are not asked for')
      return reply
        .code(status ?? 200)
        .headers(Object.fromEntries(headers))
        .send(body.string)
    },
  })
}

function headerMap({ headers }: FastifyRequest): HeaderMap {
  const given = Object.entries(headers).filter(([, value]) => value !== undefined)
  return new HeaderMap(given.map(([name, value]) => [name, [value].flat().join(', ')]))
}
