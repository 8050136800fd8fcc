import { type AnnouncedType, announcedType, type WebhookEvent } from '../../schema/webhooks/webhook-event.ts'
import { type WebhookContent } from '../webhook-content.ts'

/** The name under which a webhook listens to an event: a former one stays the `type` of its messages. */
export const nameFor = ({ events }: Pick<WebhookContent, 'events'>, type: AnnouncedType): WebhookEvent =>
  events.includes(type) ? type : (events.find(event => announcedType(event) === type) ?? type)
