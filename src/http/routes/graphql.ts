import { HeaderMap } from '@apollo/server'
import { type FastifyRequest } from 'fastify'
import { trustOnly } from '../../graphql/plugins/trust-only.ts'
import { rateHeaders } from '../../request/admit.ts'
import { openScope } from '../../request/open-scope.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { refuseUnacceptable } from '../refuse-unacceptable.ts'
import { showExplorer, wantsPage } from '../web/explorer.ts'
import { type Route } from './route.ts'

/** Answers `/graphql`, and browsers with the explorer. Nothing is built from the Host header, which may be missing or hold any text. */
export const graphqlRoute: Route = (server, { env, services, apollo, trusted }) => {
  server.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    exposeHeadRoute: false,
    onRequest: refuseUnacceptable,
    preHandler: trusted ? trustOnly(trusted, services) : [],
    handler: async (request, reply) => {
      if (env.explorer && wantsPage(request)) return showExplorer(env.explorer, request, reply)
      let scope: RequestScope | undefined
      const { headers, status, body } = await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: {
          method: request.method,
          headers: headerMap(request),
          search: request.url.slice(request.url.split('?', 1)[0]!.length),
          body: request.body,
        },
        context: async () => {
          scope = await openScope(services, request, reply)
          return { scope, services }
        },
      })
      if (body.kind !== 'complete') throw new Error('Answers in parts are not asked for')
      return reply
        .code(status ?? 200)
        .headers({ ...Object.fromEntries(headers), ...(scope && rateHeaders(scope)) })
        .send(body.string)
    },
  })
}

function headerMap({ headers }: FastifyRequest): HeaderMap {
  const given = Object.entries(headers).filter(([, value]) => value !== undefined)
  return new HeaderMap(given.map(([name, value]) => [name, [value].flat().join(', ')]))
}
