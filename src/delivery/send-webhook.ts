import { once } from 'node:events'
import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { Webhook } from 'standardwebhooks'
import { DeliveryFailure } from './delivery-failure.ts'
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

/**
 * Sends a message once. The answer has to be complete within 15 seconds, or longer than 64 kB; no redirect is followed.
 * @throws DeliveryFailure
 */
export async function sendWebhook(
  message: WebhookMessage,
  rules: WebhookRules,
  cancelled?: AbortSignal,
): Promise<void> {
  const timeout = AbortSignal.timeout(rules.timeoutMs ?? 15_000)
  const signal = cancelled ? AbortSignal.any([timeout, cancelled]) : timeout
  try {
    requireDelivered(await answerTo(message, rules, signal))
  } catch (error) {
    cancelled?.throwIfAborted()
    throw failureOf(error, timeout)
  }
}

async function answerTo(
  message: WebhookMessage,
  rules: WebhookRules,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const url = new URL(message.url)
  const isPrivateAllowed = rules.allowPrivate.includes(url.hostname)
  if (!isPrivateAllowed) requirePublic(url)
  const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
    method: 'POST',
    headers: { ...headersOf(message), 'content-length': Buffer.byteLength(message.body) },
    // A connection of its own: nothing of a receiver is left for the next one.
    agent: false,
    signal,
    ...(!isPrivateAllowed && { lookup: publicLookup(rules.resolve) }),
  })
  request.end(message.body)
  const [response] = (await once(request, 'response', { signal })) as [IncomingMessage]
  await readSome(response)
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

/** Reads an answer to its end, or ends the connection after 64 kB. Nothing of the answer is kept. */
async function readSome(response: IncomingMessage): Promise<void> {
  let bytes = 0
  for await (const chunk of response) {
    bytes += (chunk as Buffer).length
    if (bytes > mostAnswerBytes) return
  }
}

function requireDelivered({ statusCode = 0, headers }: IncomingMessage): void {
  if (statusCode >= 200 && statusCode < 300) return
  if (statusCode === 410) throw new DeliveryFailure('GONE', 'The webhook answered 410.', { isFinal: true })
  throw new DeliveryFailure('REFUSED', `The webhook answered ${statusCode}.`, {
    isFinal: false,
    retryAfterMs: retryAfterMs(headers['retry-after']),
  })
}

function failureOf(error: unknown, timeout: AbortSignal): DeliveryFailure {
  if (error instanceof DeliveryFailure) return error
  if (error instanceof PrivateAddress)
    return new DeliveryFailure('ADDRESS_NOT_ALLOWED', error.message, { isFinal: true })
  if (timeout.aborted) return new DeliveryFailure('TIMEOUT', 'The webhook did not answer in time.')
  const code = String((error as NodeJS.ErrnoException).code ?? 'unknown')
  return new DeliveryFailure('UNREACHABLE', `The webhook cannot be reached (${code}).`)
}
