import { DeliveryFailure, type WebhookAnswer } from '../../delivery/delivery-failure.ts'
import { type SendMail } from '../../delivery/mailer.ts'
import { sendWebhook } from '../../delivery/send-webhook.ts'
import { enqueue } from '../../jobs/enqueue.ts'
import { type Job, type JobKind } from '../../jobs/job.ts'
import { type RequestServices } from '../../request/request-scope.ts'
import { EndpointBusy, Endpoints } from './endpoints.ts'
import { type Messages } from './messages.ts'
import { storeCancelled, storeDelivered, storeFailure } from './store-outcome.ts'
import { type DeliveryPayload, type WaitingDelivery, waitingDelivery } from './waiting-delivery.ts'

/** What sending needs. */
export interface SendingServices extends Pick<RequestServices, 'database' | 'webhooks'> {
  /** Undefined without a mail server. */
  sendMail: SendMail | undefined
  messages: { ofRuns: Messages; ofAnnouncements: Messages }
  now(): Date
}

type DeliveryJob = Job<DeliveryPayload>
type Send = (
  services: SendingServices,
  delivery: WaitingDelivery,
  signal: AbortSignal,
) => Promise<WebhookAnswer | undefined>

/** How many messages to webhooks a process sends at once: slow endpoints leave some of these places free. */
const webhookPlaces = 48

/** Sends messages: each recipient has jobs of their own, one for each attempt. */
export const deliveryJobs = (services: SendingServices): JobKind<DeliveryPayload>[] => [
  deliveryKind(services, 'MAIL', 4, sendByMail),
  deliveryKind(services, 'WEBHOOK', webhookPlaces, sendToWebhook(new Endpoints(webhookPlaces / 2))),
]

const deliveryKind = (
  services: SendingServices,
  name: 'MAIL' | 'WEBHOOK',
  concurrency: number,
  send: Send,
): JobKind<DeliveryPayload> => ({
  name,
  concurrency,
  maxAttempts: 5,
  run: job => deliver(services, send, job),
  ended: (client, { payload }) => storeCancelled(client, payload),
})

async function deliver(services: SendingServices, send: Send, job: DeliveryJob): Promise<void> {
  const delivery = await waitingDelivery(services.database.pool, job.project, job.payload)
  if (!delivery) return
  try {
    await job.write(async () => undefined)
    const answer = await send(services, delivery, job.signal)
    await job.finish(client => storeDelivered(client, delivery, answer))
  } catch (error) {
    if (error instanceof EndpointBusy) return postpone(services, job, delivery)
    if (!(error instanceof DeliveryFailure)) throw error
    await job.finish(client => storeFailure(client, services, job, delivery, error))
  }
}

/** As long as a message to an endpoint that does not answer takes. */
const busyMs = 15_000

/** Makes room for other endpoints. The attempt is not counted. */
const postpone = (
  { now }: SendingServices,
  job: DeliveryJob,
  { round, attempts }: WaitingDelivery,
): Promise<void> =>
  job.finish(async client => {
    const waits = (job.payload.waits ?? 0) + 1
    const { project, subject, kind, payload } = job
    await enqueue(client, {
      project,
      subject,
      kind,
      key: `${payload.deliveryId}:${round}:${attempts + 1}:${waits}`,
      payload: { ...payload, waits },
      runAt: new Date(now().getTime() + busyMs),
    })
  })

const messagesOf = ({ messages }: SendingServices, { runId }: WaitingDelivery): Messages =>
  runId === null ? messages.ofAnnouncements : messages.ofRuns

async function sendByMail(services: SendingServices, delivery: WaitingDelivery, signal: AbortSignal) {
  const { sendMail } = services
  if (!sendMail)
    throw new DeliveryFailure('NOT_CONFIGURED', 'SMTP_URL is not set, so no mail was sent.', {
      isFinal: true,
    })
  await sendMail(await messagesOf(services, delivery).mail(delivery), signal)
  return undefined
}

const sendToWebhook =
  (endpoints: Endpoints): Send =>
  async (services, delivery, signal) => {
    const message = await messagesOf(services, delivery).webhook(delivery)
    return endpoints.use(new URL(message.url).host, () => sendWebhook(message, services.webhooks, signal))
  }
