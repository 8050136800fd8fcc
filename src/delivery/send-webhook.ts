import { once } from 'node:events'
import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { Webhook } from 'standardwebhooks'
import { DeliveryFailure, type WebhookAnswer } from './delivery-failure.ts'
import { isPublicAddress, PrivateAddress, publicLookup, type Resolve } from './public-address.ts'
import { retryAfterMs } from './retry-delay.ts'

/** A message for a webhook, signed as Standard Webhooks describe. */
export interface WebhookMessage {
  /** The same for all attempts, so that the receiver recognizes a repeated message. */
  id: string
  url: string
  /** Secrets such as `whsec_…`, each of which signs the message: two while one replaces the other. */
  secrets: string[]
  /** JSON text. */
  body: string
  /** Headers of the receiver's own. Their values are left out of the answer that is kept. */
  headers?: Record<string, string>
}

/** How messages are sent. */
export interface WebhookRules {
  /** The hosts that may have a private address. */
  allowPrivate: string[]
  /** Finds the addresses of a name. Default: the resolver of the system. */
  resolve?: Resolve
  timeoutMs?: number
}

const mostAnswerBytes = 65_536
const mostKeptCharacters = 1_000

/**
 * Sends a message once. The answer has to be complete within 15 seconds, or longer than 64 kB; no redirect is followed.
 * @throws DeliveryFailure
 */
export async function sendWebhook(
  message: WebhookMessage,
  rules: WebhookRules,
  cancelled?: AbortSignal,
): Promise<WebhookAnswer> {
  const timeout = AbortSignal.timeout(rules.timeoutMs ?? 15_000)
  const signal = cancelled ? AbortSignal.any([timeout, cancelled]) : timeout
  try {
    return await answerTo(message, rules, signal)
  } catch (error) {
    cancelled?.throwIfAborted()
    throw failureOf(error, timeout)
  }
}

async function answerTo(
  message: WebhookMessage,
  rules: WebhookRules,
  signal: AbortSignal,
): Promise<WebhookAnswer> {
  const began = performance.now()
  const response = await responseTo(message, rules, signal)
  const text = keptText(await readSome(response), message)
  const answer = { status: response.statusCode!, durationMs: Math.round(performance.now() - began), text }
  requireDelivered(response, answer)
  return answer
}

async function responseTo(
  message: WebhookMessage,
  rules: WebhookRules,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const url = new URL(message.url)
  const isPrivateAllowed = rules.allowPrivate.includes(url.hostname)
  if (!isPrivateAllowed) requirePublic(url)
  const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
    method: 'POST',
    headers: { ...message.headers, ...headersOf(message), 'content-length': Buffer.byteLength(message.body) },
    // A connection of its own: nothing of a receiver is left for the next one, and no proxy of the environment is used.
    agent: false,
    signal,
    ...(!isPrivateAllowed && { lookup: publicLookup(rules.resolve) }),
  })
  request.end(message.body)
  const [response] = (await once(request, 'response', { signal })) as [IncomingMessage]
  return response
}

/** A socket looks up names only: an address was checked when the webhook was saved, and is again. */
function requirePublic({ hostname, protocol }: URL): void {
  const address = hostname.replace(/^\[|\]$/g, '')
  const isName = !/^[\d.]+$|:/.test(address)
  if (protocol !== 'https:' || !(isName || isPublicAddress(address)))
    throw new PrivateAddress(`${hostname} is not public.`)
}

function headersOf({ id, secrets, body }: WebhookMessage): Record<string, string> {
  const now = new Date()
  return {
    'content-type': 'application/json',
    'user-agent': 'Convograph',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
    'webhook-signature': secrets.map(secret => new Webhook(secret).sign(id, now, body)).join(' '),
  }
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

/** The begin of an answer as plain text. A receiver may repeat the headers of the request, whose values are secret. */
function keptText(body: Buffer, { headers = {} }: WebhookMessage): string {
  const plain = body.toString().replace(/[\p{Cc}\p{Cs}]+/gu, ' ')
  const without = (text: string, secret: string) => text.replaceAll(secret, '…')
  return Object.values(headers).filter(Boolean).reduce(without, plain).slice(0, mostKeptCharacters)
}

function requireDelivered({ headers }: IncomingMessage, answer: WebhookAnswer): void {
  const { status } = answer
  if (status >= 200 && status < 300) return
  if (status === 410)
    throw new DeliveryFailure('GONE', 'The webhook answered 410.', { isFinal: true }, answer)
  const after = { isFinal: false, retryAfterMs: retryAfterMs(headers['retry-after']) }
  throw new DeliveryFailure('REFUSED', `The webhook answered ${status}.`, after, answer)
}

function failureOf(error: unknown, timeout: AbortSignal): DeliveryFailure {
  if (error instanceof DeliveryFailure) return error
  if (error instanceof PrivateAddress)
    return new DeliveryFailure('ADDRESS_NOT_ALLOWED', error.message, { isFinal: true })
  if (timeout.aborted) return new DeliveryFailure('TIMEOUT', 'The webhook did not answer in time.')
  const code = String((error as NodeJS.ErrnoException).code ?? 'unknown')
  return new DeliveryFailure('UNREACHABLE', `The webhook cannot be reached (${code}).`)
}
