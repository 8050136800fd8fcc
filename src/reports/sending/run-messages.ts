import { type Pool } from 'pg'
import { DeliveryFailure } from '../../delivery/delivery-failure.ts'
import { secretLost } from '../../delivery/webhook-secret.ts'
import { type RequestServices } from '../../request/request-scope.ts'
import { type Messages } from '../../webhooks/sending/messages.ts'
import { type WaitingDelivery } from '../../webhooks/sending/waiting-delivery.ts'
import { webhookSecrets } from '../webhook-secrets.ts'
import { mailOfRun } from './mail-of-run.ts'
import { type SentRun, sentRun } from './sent-run.ts'
import { webhookBody } from './webhook-body.ts'

/** The messages about runs of reports. */
export const runMessages = (
  { database: { pool }, webhooks }: Pick<RequestServices, 'database' | 'webhooks'>,
  now: () => Date,
): Messages => ({
  mail: async delivery => mailOfRun(await runOf(pool, delivery)),
  webhook: async delivery => {
    const run = await runOf(pool, delivery)
    const { deliveryId: id, recipient: url, reportId } = run
    const secrets = await webhookSecrets(pool, webhooks.seal, reportId, url)
    if (!secrets.length) throw secretLost()
    return { id, url, secrets, body: webhookBody(run, now()) }
  },
})

async function runOf(pool: Pool, delivery: WaitingDelivery): Promise<SentRun> {
  const run = await sentRun(pool, delivery)
  if (!run) throw new DeliveryFailure('CANCELLED', 'The report was deleted.', { isFinal: true })
  return run
}
