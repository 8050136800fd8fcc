import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { authorize } from '../../auth/auth-checker.ts'
import { knownCode } from '../../codes/error-code.ts'
import { statusAnswer, tracesAnswer } from '../../otlp/answers.ts'
import { type Encoding, mediaTypes, spansOfBody } from '../../otlp/body.ts'
import { type Tracked, trackSpans } from '../../otlp/track-spans.ts'
import { admit, rateHeaders } from '../../request/admit.ts'
import { audit } from '../../request/audit.ts'
import { observe } from '../../request/observe.ts'
import { openScope } from '../../request/open-scope.ts'
import { refusalOf, routeStatusOf } from '../../request/refusal-of.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { type Services } from '../../services.ts'
import { errorAnswer, sendError } from '../answer-errors.ts'
import { codeOf } from '../error-body.ts'
import { type Refusal } from '../refusal.ts'
import { contentCodingOf, forZippedBodies } from '../refuse-requests.ts'
import { type Route } from './route.ts'

/**
 * Takes spans of OpenTelemetry at `/v1/traces`: OTLP over HTTP, as JSON or protobuf, also with gzip. Exporters that append the
 * path to an address with `/otlp` find it there.
 */
export const otlpRoute: Route = async (server, { env, services }) => {
  const { otlpBytes: bodyLimit } = env.limits
  await server.register(async traces => {
    readBytes(traces)
    traces.setErrorHandler(answerInEncoding)
    for (const url of ['/v1/traces', '/otlp/v1/traces'])
      traces.post(url, { ...forZippedBodies, bodyLimit }, async (request, reply) => {
        const scope = await openScope(services, request, reply)
        const tracked = await observed(scope, reply, () => trackRequest(scope, services, request, bodyLimit))
        const encoding = encodingOf(request)
        return reply.type(mediaTypes[encoding]).send(tracesAnswer(encoding, tracked))
      })
  })
}

async function trackRequest(
  scope: RequestScope,
  services: Services,
  request: FastifyRequest,
  mostBytes: number,
): Promise<Tracked> {
  authorize(scope.viewer, ['service', 'admin'], false)
  const release = await admit(scope, { otlp: 1 }, 'tracking')
  try {
    return await trackSpans(scope, services, await spansOf(request, mostBytes))
  } finally {
    release()
  }
}

/** The body is decoded once the sender is known and admitted. */
function readBytes(server: FastifyInstance): void {
  server.removeAllContentTypeParsers()
  server.addContentTypeParser(
    Object.values(mediaTypes),
    { parseAs: 'buffer' },
    async (_: unknown, body: Buffer) => body,
  )
}

const spansOf = (request: FastifyRequest, mostBytes: number) =>
  spansOfBody((request.body as Buffer | undefined) ?? Buffer.of(), {
    encoding: encodingOf(request),
    isZipped: contentCodingOf(request) === 'gzip',
    mostBytes,
  })

/** A refusal of a body without a usable media type is JSON. */
function encodingOf({ headers }: FastifyRequest): Encoding {
  const isProtobuf = headers['content-type']?.toLowerCase().startsWith(mediaTypes.PROTOBUF)
  return isProtobuf ? 'PROTOBUF' : 'JSON'
}

/** Answers an error as the specification of OTLP says, with the status and the code that the other routes give it. */
function answerInEncoding(
  error: Error & Partial<Refusal> & { code?: string },
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const answer = errorAnswer(error, request)
  const [{ message, extensions }] = answer.body.errors
  const encoding = encodingOf(request)
  const body = statusAnswer(encoding, {
    status: answer.status,
    code: String(extensions.code),
    message: error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE' ? wrongMediaType : message,
  })
  return sendError(request, reply.type(mediaTypes[encoding]), answer, body)
}

const wrongMediaType = `The media type of the body must be ${Object.values(mediaTypes).join(' or ')}.`

/** Does the work of a request, which the log and the metrics show. The log of events has its events, so that of the audit has not. */
async function observed(
  scope: RequestScope,
  reply: FastifyReply,
  work: () => Promise<Tracked>,
): Promise<Tracked> {
  const began = performance.now()
  const note = (status: number, codes: string[]) => {
    const durationMs = performance.now() - began
    observe(scope, { surface: 'otlp', operation: 'otlp', status, codes, durationMs })
    return durationMs
  }
  try {
    const tracked = await work()
    note(200, [])
    return tracked
  } catch (error) {
    const { statusCode: status = routeStatusOf(error) } = error as Partial<Refusal>
    const code = refusalOf(error)?.extensions.code
    const durationMs = note(status, [String(code ?? codeOf(status))])
    const outcome = knownCode(code)
    await audit(scope, { kind: 'MUTATION', fields: ['otlp'], isRecorded: true, outcome, durationMs })
    throw error
  } finally {
    reply.headers(rateHeaders(scope))
  }
}
