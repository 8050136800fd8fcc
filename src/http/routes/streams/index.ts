import { createSubscriptions } from '../../../graphql/subscriptions/open-subscription.ts'
import { type Route } from '../route.ts'
import { eventStreamRoute } from './event-stream.ts'
import { webSocketRoute } from './web-socket.ts'

/** The paths of subscriptions, with one gate. */
export const streamRoutes: Route = async (server, wiring) => {
  const open = createSubscriptions(wiring)
  eventStreamRoute(server, wiring, open)
  await webSocketRoute(server, wiring, open)
}
