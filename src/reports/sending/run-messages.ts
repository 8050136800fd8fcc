import { type Pool } from 'pg'
import { DeliveryFailure } from '../../delivery/delivery-failure.ts'
import { secretLost } from '../../delivery/webhook-secret.ts'
import { type Services } from '../../services.ts'
import { type Messages } from '../../webhooks/sending/messages.ts'
import { type WaitingDelivery } from '../../webhooks/sending/waiting-delivery.ts'
import { unsubscribeLink } from '../unsubscribing/unsubscribe-link.ts'
import { hasUnsubscribed } from '../unsubscribing/unsubscribes.ts'
import { webhookSecrets } from '../webhook-secrets.ts'
import { mailOfRun } from './mail-of-run.ts'
import { type SentRun, sentRun } from './sent-run.ts'
import { webhookBody } from './webhook-body.ts'

/** The messages about runs of reports. */
export const runMessages = (
  { database: { pool }, webhooks, env: { publicUrl } }: Pick<Services, 'database' | 'webhooks' | 'env'>,
  now: () => Date,
): Messages => ({
  mail: async delivery => {
    const run = await runOf(pool, delivery)
    const subscriber = { ...run, email: run.recipient }
    if (await hasUnsubscribed(pool, subscriber)) throw unsubscribed()
    return mailOfRun(run, unsubscribeLink({ publicUrl, seal: webhooks.seal }, subscriber))
  },
  webhook: async delivery => {
    const run = await runOf(pool, delivery)
    const { deliveryId: id, recipient: url, reportId } = run
    const secrets = await webhookSecrets(pool, webhooks.seal, reportId, url)
    if (!secrets.length) throw secretLost()
    return { id, url, secrets, body: webhookBody(run, now()) }
  },
})

const unsubscribed = () =>
  new DeliveryFailure('UNSUBSCRIBED', 'The reader has unsubscribed from this report.', { isFinal: true })

async function runOf(pool: Pool, delivery: WaitingDelivery): Promise<SentRun> {
  const run = await sentRun(pool, delivery)
  if (!run) throw new DeliveryFailure('CANCELLED', 'The report was deleted.', { isFinal: true })
  return run
}
