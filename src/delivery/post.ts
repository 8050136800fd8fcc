import { once } from 'node:events'
import { type IncomingHttpHeaders, type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { DeliveryFailure } from './delivery-failure.ts'
import { isPublicAddress, PrivateAddress, publicLookup, type Resolve } from './public-address.ts'

/** A request to a server of somebody else. */
export interface OutgoingRequest {
  url: string
  headers: Record<string, string>
  body: string
  /** The subject of sentences about failures, such as `The webhook`. */
  receiver: string
}

/** What the server answered. */
export interface ReceivedAnswer {
  status: number
  headers: IncomingHttpHeaders
  /** The first 64 kB of the body. */
  body: Buffer
  /** The time from the begin of the request to the end of the answer. */
  durationMs: number
}

/** How requests are sent. */
export interface PostRules {
  /** The hosts that may have a private address. */
  allowPrivate: string[]
  /** Finds the addresses of a name. Default: the resolver of the system. */
  resolve?: Resolve
  /** Default: 15 seconds. */
  timeoutMs?: number
}

const mostAnswerBytes = 65_536

/**
 * Sends a request once and returns the answer, whatever its status. The answer has to be complete in time, or longer than
 * 64 kB; no redirect is followed, and only public addresses are connected to.
 * @throws DeliveryFailure ADDRESS_NOT_ALLOWED, TIMEOUT, UNREACHABLE
 */
export async function post(
  request: OutgoingRequest,
  rules: PostRules,
  cancelled?: AbortSignal,
): Promise<ReceivedAnswer> {
  const timeout = AbortSignal.timeout(rules.timeoutMs ?? 15_000)
  const signal = cancelled ? AbortSignal.any([timeout, cancelled]) : timeout
  try {
    return await answerTo(request, rules, signal)
  } catch (error) {
    cancelled?.throwIfAborted()
    throw failureOf(request, error, timeout)
  }
}

async function answerTo(
  request: OutgoingRequest,
  rules: PostRules,
  signal: AbortSignal,
): Promise<ReceivedAnswer> {
  const began = performance.now()
  const response = await responseTo(request, rules, signal)
  const body = await readSome(response)
  const durationMs = Math.round(performance.now() - began)
  return { status: response.statusCode!, headers: response.headers, body, durationMs }
}

async function responseTo(
  { url: address, headers, body }: OutgoingRequest,
  rules: PostRules,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const url = new URL(address)
  const isPrivateAllowed = rules.allowPrivate.includes(url.hostname)
  if (!isPrivateAllowed) requirePublic(url)
  const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
    method: 'POST',
    headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    // A connection of its own: nothing of a receiver is left for the next one, and no proxy of the environment is used.
    agent: false,
    signal,
    ...(!isPrivateAllowed && { lookup: publicLookup(rules.resolve) }),
  })
  request.end(body)
  const [response] = (await once(request, 'response', { signal })) as [IncomingMessage]
  return response
}

/** A socket looks up names only: an address was checked when it was saved, and is again. */
function requirePublic({ hostname, protocol }: URL): void {
  const address = hostname.replace(/^\[|\]$/g, '')
  const isName = !/^[\d.]+$|:/.test(address)
  if (protocol !== 'https:' || !(isName || isPublicAddress(address)))
    throw new PrivateAddress(`${hostname} is not public.`)
}

/** Reads an answer to its end, or ends the connection after 64 kB. */
async function readSome(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of response) {
    chunks.push(chunk as Buffer)
    bytes += (chunk as Buffer).length
    if (bytes > mostAnswerBytes) break
  }
  return Buffer.concat(chunks)
}

const mostKeptCharacters = 1_000

/** The begin of an answer as plain text, without secrets of the request, which a receiver may repeat. */
export function keptText(body: Buffer, secrets: string[]): string {
  const plain = body.toString().replace(/[\p{Cc}\p{Cs}]+/gu, ' ')
  const without = (text: string, secret: string) => text.replaceAll(secret, '…')
  return secrets.filter(Boolean).reduce(without, plain).slice(0, mostKeptCharacters)
}

function failureOf({ receiver }: OutgoingRequest, error: unknown, timeout: AbortSignal): DeliveryFailure {
  if (error instanceof PrivateAddress)
    return new DeliveryFailure('ADDRESS_NOT_ALLOWED', error.message, { isFinal: true })
  if (timeout.aborted) return new DeliveryFailure('TIMEOUT', `${receiver} did not answer in time.`)
  const code = String((error as NodeJS.ErrnoException).code ?? 'unknown')
  return new DeliveryFailure('UNREACHABLE', `${receiver} cannot be reached (${code}).`)
}
