import { type WebhookEvent } from '../schema/webhooks/webhook-event.ts'
import { type WebhookFormat } from '../schema/webhooks/webhook-format.ts'
import { type WebhookFilterInput } from '../schema/webhooks/webhook-input.ts'

/** A header of the messages, with its value as it is stored: sealed, as base64. */
export interface SealedHeader {
  name: string
  sealed: string
}

/** The content of a webhook as it is stored. */
export interface WebhookContent {
  url: string
  events: WebhookEvent[]
  filter?: WebhookFilterInput | null
  headers?: SealedHeader[] | null
  format?: WebhookFormat | null
  isEnabled?: boolean | null
}

/** A stored webhook. */
export interface StoredWebhook {
  id: string
  name: string
  content: WebhookContent
}

export const isEnabled = ({ isEnabled }: Pick<WebhookContent, 'isEnabled'>) => isEnabled !== false
