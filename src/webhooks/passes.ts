import { type AnnouncedType, announcedType } from '../schema/webhooks/webhook-event.ts'
import { type WebhookFilterInput } from '../schema/webhooks/webhook-input.ts'
import { type AnnouncedFacts } from './announcement.ts'
import { isEnabled, type WebhookContent } from './webhook-content.ts'

/** The facts that a filter compares. */
export const comparedFacts = ['metric', 'value', 'alertId', 'segmentId'] as const
type ComparedFacts = Pick<AnnouncedFacts, (typeof comparedFacts)[number]>

/** An announcement as far as a filter looks at it. */
export interface Announced {
  type: AnnouncedType
  data: ComparedFacts
}

/** Whether a webhook listens to an announcement. */
export const passes = (webhook: WebhookContent, { type, data }: Announced): boolean =>
  isEnabled(webhook) &&
  webhook.events.some(event => announcedType(event) === type) &&
  conditions.every(({ types, holds }) => !types.includes(type) || holds(webhook.filter ?? {}, data))

interface Condition {
  /** The announcements that the condition is about; all others pass it. */
  types: AnnouncedType[]
  holds(filter: WebhookFilterInput, data: ComparedFacts): boolean
}

const ofAlerts: AnnouncedType[] = ['alert.firing', 'alert.resolved', 'anomaly.detected', 'milestone.reached']
const ofNumbers: AnnouncedType[] = [...ofAlerts, 'budget.threshold']
const ofSegments: AnnouncedType[] = ['segment.entered', 'segment.left']

const conditions: Condition[] = [
  { types: ofNumbers, holds: ({ metric }, data) => metric == null || data.metric === metric },
  {
    types: ofNumbers,
    holds: ({ threshold }, { value }) => threshold == null || (value != null && Number(value) >= threshold),
  },
  { types: ofAlerts, holds: ({ alertIds }, data) => !alertIds || alertIds.includes(data.alertId ?? '') },
  {
    types: ofSegments,
    holds: ({ segmentIds }, data) => (segmentIds ?? []).includes(data.segmentId ?? ''),
  },
]
