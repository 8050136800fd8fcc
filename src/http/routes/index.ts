import { explorerRoute } from './explorer.ts'
import { exportsRoute } from './exports.ts'
import { graphqlRoute } from './graphql.ts'
import { healthRoutes } from './health.ts'
import { mcpRoute } from './mcp.ts'
import { metricsRoute } from './metrics.ts'
import { otlpRoute } from './otlp.ts'
import { type Route } from './route.ts'
import { sdkRoute } from './sdk.ts'
import { streamRoutes } from './streams/index.ts'
import { unsubscribeRoute } from './unsubscribe.ts'
import { webRoute } from './web.ts'

/** Every path of the service. */
export const routes: Route[] = [
  healthRoutes,
  metricsRoute,
  graphqlRoute,
  explorerRoute,
  mcpRoute,
  streamRoutes,
  exportsRoute,
  sdkRoute,
  otlpRoute,
  unsubscribeRoute,
  webRoute,
]
