import { sendExplorerFile } from '../web/explorer.ts'
import { policyOfGraphiql } from '../web/policies.ts'
import { type Route } from './route.ts'

/** Answers the scripts and styles of the explorer. Its pages are at `/graphql` itself. */
export const explorerRoute: Route = (server, { env }) => {
  if (!env.explorer) return
  server.get<{ Params: { '*': string } }>('/graphql/explorer/assets/*', (request, reply) =>
    sendExplorerFile(`assets/${request.params['*']}`, policyOfGraphiql, request, reply),
  )
}
