import { type Mail } from '../../delivery/mailer.ts'
import { type WebhookMessage } from '../../delivery/send-webhook.ts'
import { type WaitingDelivery } from './waiting-delivery.ts'

/** The messages of deliveries, made when they are sent. */
export interface Messages {
  mail(delivery: WaitingDelivery): Promise<Mail>
  /** @throws DeliveryFailure if the webhook may get no message now */
  webhook(delivery: WaitingDelivery): Promise<WebhookMessage>
}
