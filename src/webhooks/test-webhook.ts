import { randomUUID } from 'node:crypto'
import { definition } from '../analytics/query/definition.ts'
import { DeliveryFailure, type WebhookAnswer } from '../delivery/delivery-failure.ts'
import { sendWebhook } from '../delivery/send-webhook.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type WebhookTest } from '../schema/webhooks/webhook-delivery.ts'
import { bodyFor } from './messages/body-for.ts'
import { keyedWebhook } from './webhook-secrets.ts'

/** Sends one message of the type `test` to a webhook and waits for the answer. It is not retried. @throws NOT_FOUND */
export async function testWebhook(scope: RequestScope, id: string): Promise<WebhookTest> {
  const { name } = await definition(scope.em, 'webhook', id)
  try {
    return { isDelivered: true, ...shownAnswer(await sendTest(scope, id, name)), error: null }
  } catch (error) {
    if (!(error instanceof DeliveryFailure)) throw error
    const { code, message, answer } = error
    return { isDelivered: false, ...shownAnswer(answer), error: { code, message } }
  }
}

async function sendTest({ pool, project, services, gone }: RequestScope, id: string, name: string) {
  const { seal } = services.webhooks
  const webhook = (await keyedWebhook(pool, seal, project, id))!
  const { content, secrets, headers } = webhook
  const data = { name, text: 'This is a test message.', webhookId: id, isTest: true }
  const body = bodyFor(content, { type: 'test', at: new Date(), data })
  return sendWebhook({ id: randomUUID(), url: content.url, secrets, headers, body }, services.webhooks, gone)
}

const shownAnswer = (answer: WebhookAnswer | undefined) => ({
  status: answer?.status ?? null,
  durationMs: answer?.durationMs ?? null,
  answer: answer?.text ?? null,
})
