import {
  createMcpHandler,
  isLegacyRequest,
  type McpHandlerRequestOptions,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server'
import { type Context } from '../graphql/context.ts'
import { agentServer, type Offered } from './agent-server.ts'

/** Answers one message. `request` has its headers and its signal, `body` the message as JSON. */
export type AnswerAgent = (request: Request, body: unknown, context: Context) => Promise<Response>

/** Answers messages of both revisions of the protocol, each from a server of its own, as one JSON body. */
export function answerAgent(offered: Offered): AnswerAgent {
  const modern = createMcpHandler(({ authInfo }) => agentServer(offered, contextIn(authInfo!)), {
    legacy: 'reject',
    // Nothing that is listed changes while the process runs, so there is nothing to wait for.
    maxSubscriptions: 0,
  })
  return async (request, parsedBody, context) =>
    (await isLegacyRequest(request, parsedBody))
      ? answerFormer(offered, request, parsedBody, context)
      : modern.fetch(request, { parsedBody, authInfo: infoOf(context) })
}

type AuthInfo = NonNullable<McpHandlerRequestOptions['authInfo']>

/** The library passes on what it is given, and learns no token. */
const infoOf = (context: Context): AuthInfo => ({
  token: '',
  clientId: '',
  scopes: [],
  extra: { context },
})

const contextIn = ({ extra }: AuthInfo) => extra!.context as Context

/** The library's own answer to revision 2025-11-25 would be an event stream with one event. */
async function answerFormer(
  offered: Offered,
  request: Request,
  parsedBody: unknown,
  context: Context,
): Promise<Response> {
  const server = agentServer(offered, context)
  const transport = new WebStandardStreamableHTTPServerTransport({
    sessionIdGenerator: undefined,
    enableJsonResponse: true,
  })
  await server.connect(transport)
  try {
    return await transport.handleRequest(request, { parsedBody })
  } finally {
    await server.close()
  }
}
