import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { type Subscriber, subscriberOf } from '../../reports/unsubscribing/unsubscribe-link.ts'
import { unsubscribedPage, unsubscribePage } from '../../reports/unsubscribing/unsubscribe-pages.ts'
import { unsubscribe } from '../../reports/unsubscribing/unsubscribes.ts'
import { audit } from '../../request/audit.ts'
import { openScope } from '../../request/open-scope.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { type Services } from '../../services.ts'
import { refusal } from '../refusal.ts'
import { admitLink, observed } from './answered-link.ts'
import { type Route } from './route.ts'

interface Given {
  Params: { '*': string }
}

/** A parameter of a path has at most 100 characters; a rest of any length is allowed. */
const anyLink = '/unsubscribe/*'

/**
 * Answers the links in the mails of reports. A mail program unsubscribes its reader with one POST (RFC 8058); a reader who follows
 * the link sees a page that asks first, because programs that check mails follow links too.
 */
export const unsubscribeRoute: Route = async (server, { services }) => {
  await server.register(async links => {
    readForms(links)
    links.route<Given>({
      method: ['GET', 'HEAD'],
      url: anyLink,
      exposeHeadRoute: false,
      handler: (request, reply) =>
        answered(services, request, reply, async (_, subscriber) => unsubscribePage(subscriber.email)),
    })
    links.post<Given>(anyLink, { bodyLimit: 4_096 }, (request, reply) =>
      answered(services, request, reply, (scope, subscriber) => endMails(scope, subscriber, request.body)),
    )
  })
}

/** Takes the two types of forms, one of which RFC 8058 asks mail programs to send. */
function readForms(server: FastifyInstance): void {
  server.removeAllContentTypeParsers()
  server.addContentTypeParser(
    ['application/x-www-form-urlencoded', 'multipart/form-data'],
    { parseAs: 'string' },
    async (_: unknown, body: string) => body,
  )
}

const oneClick = /List-Unsubscribe(=|"\s+)One-Click/

async function endMails(scope: RequestScope, subscriber: Subscriber, body: unknown): Promise<string> {
  if (typeof body !== 'string' || !oneClick.test(body))
    throw refusal(400, 'The body must be the form of RFC 8058: List-Unsubscribe=One-Click.')
  const { name, isNew } = await unsubscribe(scope.pool, subscriber)
  if (name !== undefined && isNew) {
    scope.changes.push({ action: 'UPDATED', kind: 'REPORT', id: subscriber.reportId, name })
    await record(scope, subscriber)
  }
  return unsubscribedPage(subscriber.email, name)
}

/** Adds a change to the audit log before it is answered. Without a token the reader is known by the link alone. */
const record = (scope: RequestScope, { project, email }: Subscriber) =>
  audit(scope, {
    kind: 'MUTATION',
    linkSender: { project, subject: `reader:${email}`, roles: [], proof: 'NONE' },
    fields: ['unsubscribe'],
    isRecorded: false,
    outcome: 'OK',
    durationMs: Date.now() - scope.asOf.getTime(),
  })

/** Answers with a page. Every link that was not made here has the same answer. */
async function answered(
  services: Services,
  request: FastifyRequest<Given>,
  reply: FastifyReply,
  pageOf: (scope: RequestScope, subscriber: Subscriber) => Promise<string>,
): Promise<FastifyReply> {
  const scope = await openScope(services, request, reply)
  return observed(scope, reply, 'unsubscribe', async () => {
    await admitLink(scope)
    const page = await pageOf(scope, openedBy(services, scope, request.params['*']))
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(page)
  })
}

/** A token that is sent beside the link must be of the same project, since a change is recorded in the project of its caller. */
function openedBy({ webhooks }: Services, { viewer }: RequestScope, token: string): Subscriber {
  const subscriber = subscriberOf(webhooks.seal, token)
  if (!subscriber || (viewer && viewer.project !== subscriber.project))
    throw refusal(404, 'This link is wrong. Ask the people who send the mails to take you off their list.')
  return subscriber
}
