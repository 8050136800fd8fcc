import { type FastifyPluginCallback, type FastifyRequest } from 'fastify'
import { type ApiCallOptions, unmatched, watchResponse } from './api-calls/watched-response.ts'

/**
 * A Fastify plugin that sends each request as an `apiCall` once it is answered: the path of its route, such as `/users/:id`,
 * method, status (499 if the client went away) and duration. Never the address, the headers or a body.
 *
 *     app.register(convograph, { analytics, userId: request => request.user?.id })
 */
export const convograph: FastifyPluginCallback<ApiCallOptions<FastifyRequest>> = (app, options, done) => {
  app.addHook('onRequest', (request, reply, next) => {
    const endpoint = () => (request.is404 ? unmatched : (request.routeOptions.url ?? unmatched))
    watchResponse(request, request, reply.raw, options, endpoint)
    next()
  })
  done()
}

// The hook is for all routes of the application, not only for those within this plugin.
Object.assign(convograph, {
  [Symbol.for('skip-override')]: true,
  [Symbol.for('fastify.display-name')]: 'convograph',
})
