import { type Env } from '../env.ts'
import { createSeal, type Seal } from './webhook-secret.ts'

/** What webhooks need of the settings. */
export interface WebhookSettings {
  /** Hosts that may have a private address. */
  allowPrivate: string[]
  /** Undefined without a secret of the service: then no webhook can be added. */
  seal: Seal | undefined
}

export const webhookSettings = (
  { privateWebhooks }: Pick<Env, 'privateWebhooks'>,
  secret: string | undefined,
): WebhookSettings => ({
  allowPrivate: privateWebhooks,
  seal: secret === undefined ? undefined : createSeal(secret),
})
