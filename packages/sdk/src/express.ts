import { type IncomingMessage, type ServerResponse } from 'node:http'
import { matchedRoute } from './api-calls/matched-route.ts'
import { type ApiCallOptions, watchResponse } from './api-calls/watched-response.ts'

/**
 * An Express middleware that sends each request as an `apiCall` once it is answered: the path of its route with those of the
 * routers around it, such as `/shops/:shop/orders/:id`, method, status (499 if the client went away) and duration. Never
 * the address, the headers or a body. It belongs before all routes.
 *
 *     app.use(convograph({ analytics, userId: request => request.user?.id }))
 */
export const convograph =
  <Request extends IncomingMessage>(options: ApiCallOptions<Request>) =>
  (request: Request, response: ServerResponse, next: () => void): void => {
    watchResponse(request, request, response, options, matchedRoute(request, response))
    next()
  }
