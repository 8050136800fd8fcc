import { type IncomingHttpHeaders } from 'node:http'
import { Webhook } from 'standardwebhooks'
import { DeliveryFailure, type WebhookAnswer } from './delivery-failure.ts'
import { keptText, type PostRules, post } from './post.ts'
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

/**
 * Sends a message once. The answer has to be complete within 15 seconds, or longer than 64 kB; no redirect is followed.
 * @throws DeliveryFailure
 */
export async function sendWebhook(
  message: WebhookMessage,
  rules: PostRules,
  cancelled?: AbortSignal,
): Promise<WebhookAnswer> {
  const { url, body, headers = {} } = message
  const request = { url, body, headers: { ...headers, ...signedHeaders(message) }, receiver: 'The webhook' }
  const answer = await post(request, rules, cancelled)
  const { status, durationMs } = answer
  const shown = { status, durationMs, text: keptText(answer.body, Object.values(headers)) }
  requireDelivered(answer.headers, shown)
  return shown
}

/** The headers of the service in a signed message. */
export function signedHeaders({
  id,
  secrets,
  body,
}: Pick<WebhookMessage, 'id' | 'secrets' | 'body'>): Record<string, string> {
  const now = new Date()
  return {
    'content-type': 'application/json',
    'user-agent': 'Convograph',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
    'webhook-signature': secrets.map(secret => new Webhook(secret).sign(id, now, body)).join(' '),
  }
}

function requireDelivered(headers: IncomingHttpHeaders, answer: WebhookAnswer): void {
  const { status } = answer
  if (status >= 200 && status < 300) return
  if (status === 410)
    throw new DeliveryFailure('GONE', 'The webhook answered 410.', { isFinal: true }, answer)
  const after = { isFinal: false, retryAfterMs: retryAfterMs(headers['retry-after']) }
  throw new DeliveryFailure('REFUSED', `The webhook answered ${status}.`, after, answer)
}
