import { type ClientBase } from 'pg'
import { DeliveryFailure } from '../../delivery/delivery-failure.ts'
import { type SendMail } from '../../delivery/mailer.ts'
import { retryDelay } from '../../delivery/retry-delay.ts'
import { sendWebhook } from '../../delivery/send-webhook.ts'
import { enqueue } from '../../jobs/enqueue.ts'
import { type Job, type JobKind } from '../../jobs/job.ts'
import { type RequestServices } from '../../request/request-scope.ts'
import { webhookSecrets } from '../webhook-secrets.ts'
import { createEndpoints, EndpointBusy, type Endpoints } from './endpoints.ts'
import { mailOfRun } from './mail-of-run.ts'
import { type SentRun, waitingRun } from './sent-run.ts'
import { webhookBody } from './webhook-body.ts'

/** What sending needs. */
export interface SendingServices extends Pick<RequestServices, 'database' | 'webhooks'> {
  /** Undefined without a mail server. */
  sendMail: SendMail | undefined
  now(): Date
}

/** The delivery that a job is to attempt. `waits` counts how often its endpoint was busy. */
interface DeliveryPayload {
  deliveryId: string
  waits?: number
}

type DeliveryJob = Job<DeliveryPayload>
type Send = (services: SendingServices, run: SentRun, signal: AbortSignal) => Promise<void>

/** Sends runs of reports: each recipient has jobs of their own, one for each attempt. */
export const deliveryJobs = (services: SendingServices): JobKind<DeliveryPayload>[] => [
  deliveryKind(services, 'MAIL', 4, sendByMail),
  deliveryKind(services, 'WEBHOOK', 16, sendToWebhook(createEndpoints())),
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
  ended: (client, { payload }) => storeCancelled(client, payload.deliveryId),
})

async function deliver(services: SendingServices, send: Send, job: DeliveryJob): Promise<void> {
  const run = await waitingRun(services.database.pool, job.project, job.payload.deliveryId)
  if (!run) return
  try {
    await job.write(async () => undefined)
    await send(services, run, job.signal)
    await job.finish(client => storeDelivered(client, run))
  } catch (error) {
    if (error instanceof EndpointBusy) return postpone(services, job, run)
    if (!(error instanceof DeliveryFailure)) throw error
    await job.finish(client => storeFailure(client, services, job, run, error))
  }
}

/** As long as a message to an endpoint that does not answer takes. */
const busyMs = 15_000

/** Makes room for other endpoints. The attempt is not counted. */
const postpone = ({ now }: SendingServices, job: DeliveryJob, { attempts }: SentRun): Promise<void> =>
  job.finish(async client => {
    const waits = (job.payload.waits ?? 0) + 1
    const { project, subject, kind, payload } = job
    await enqueue(client, {
      project,
      subject,
      kind,
      key: `${payload.deliveryId}:${attempts + 1}:${waits}`,
      payload: { ...payload, waits },
      runAt: new Date(now().getTime() + busyMs),
    })
  })

async function sendByMail({ sendMail }: SendingServices, run: SentRun, signal: AbortSignal): Promise<void> {
  if (!sendMail)
    throw new DeliveryFailure('NOT_CONFIGURED', 'SMTP_URL is not set, so no mail was sent.', {
      isFinal: true,
    })
  await sendMail(await mailOfRun(run), signal)
}

const sendToWebhook =
  (endpoints: Endpoints): Send =>
  async ({ database, webhooks, now }, run, signal) => {
    const { deliveryId: id, recipient: url, reportId } = run
    const secrets = await webhookSecrets(database.pool, webhooks.seal, reportId, url)
    if (!secrets.length) throw secretLost()
    const message = { id, url, secrets, body: webhookBody(run, now()) }
    await endpoints.use(new URL(url).host, () => sendWebhook(message, webhooks, signal))
  }

const secretLost = () =>
  new DeliveryFailure('SECRET_LOST', 'The secret of the webhook cannot be read. Make another one.', {
    isFinal: true,
  })

async function storeDelivered(client: ClientBase, { deliveryId }: SentRun): Promise<void> {
  await client.query(
    `update deliveries set state = 'DELIVERED', delivered_at = now(), attempts = attempts + 1,
       next_attempt_at = null, error_code = null, error_message = null
     where id = $1`,
    [deliveryId],
  )
}

/** Keeps the reason of a failure, and enqueues the next attempt if there is one. */
async function storeFailure(
  client: ClientBase,
  { now }: SendingServices,
  { project, subject, kind }: DeliveryJob,
  { deliveryId, attempts }: SentRun,
  { code, message, after }: DeliveryFailure,
): Promise<void> {
  const delay = after.isFinal ? null : retryDelay(attempts + 1, after.retryAfterMs)
  const next = delay === null ? null : new Date(now().getTime() + delay)
  await client.query(
    `update deliveries set state = $2, attempts = attempts + 1, next_attempt_at = $3,
       error_code = $4, error_message = $5
     where id = $1`,
    [deliveryId, next ? 'WAITING' : 'FAILED', next, code, message],
  )
  if (next)
    await enqueue(client, {
      project,
      subject,
      kind,
      key: `${deliveryId}:${attempts + 2}`,
      payload: { deliveryId },
      runAt: next,
    })
}

async function storeCancelled(client: ClientBase, deliveryId: string): Promise<void> {
  await client.query(
    `update deliveries set state = 'FAILED', next_attempt_at = null, error_code = 'CANCELLED',
       error_message = 'The job that sends the message was cancelled, or failed.'
     where id = $1 and state = 'WAITING'`,
    [deliveryId],
  )
}
