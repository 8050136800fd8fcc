import { describedEnum, type EnumOf } from '../described-enum.ts'

export const WebhookEvent = describedEnum(
  'WebhookEvent',
  'Something that the service announces. The `type` of its messages is the name in lower case with a dot, such as `alert.firing`.',
  {
    ALERT_FIRING: { stored: 'alert.firing', description: 'The condition of an alert has become true.' },
    ALERT_RESOLVED: { stored: 'alert.resolved', description: 'An alert that was firing has ended.' },
    ANOMALY_DETECTED: {
      stored: 'anomaly.detected',
      description: 'An alert with the condition "anomaly" has found an unusual value.',
    },
    MILESTONE_REACHED: {
      stored: 'milestone.reached',
      description: 'An alert with the condition "milestone" has seen its number reach the value.',
    },
    BUDGET_THRESHOLD: {
      stored: 'budget.threshold',
      description: 'The spend of a budget has passed one of its thresholds.',
    },
    REPORT_READY: { stored: 'report.ready', description: 'A run of a report is done.' },
    EXPORT_DONE: { stored: 'export.done', description: 'The file of an export can be downloaded.' },
    SEGMENT_ENTERED: {
      stored: 'segment.entered',
      description: 'Users have become members of a segment that the filter names.',
    },
    SEGMENT_LEFT: {
      stored: 'segment.left',
      description: 'Users are no longer members of a segment that the filter names.',
    },
    INGEST_REJECTED: {
      stored: 'ingest.rejected',
      description:
        'Events were rejected: their number by code since the message before, at most one message in 15 minutes.',
    },
    WEBHOOK_DISABLED: {
      stored: 'webhook.disabled',
      description: 'Another webhook was disabled, because it answered 410 or has failed for 5 days.',
    },
    milestone_reached: {
      stored: 'milestone_reached',
      description:
        '`MILESTONE_REACHED` under its name before: `type` of the messages is `milestone_reached`.',
    },
    anomaly_detected: {
      stored: 'anomaly_detected',
      description: '`ANOMALY_DETECTED` under its name before: `type` of the messages is `anomaly_detected`.',
    },
  },
)
export type WebhookEvent = EnumOf<typeof WebhookEvent>

/** The names that are announced; a webhook may listen by the former ones too. */
export type AnnouncedType = Exclude<WebhookEvent, 'milestone_reached' | 'anomaly_detected'>

/** The name under which an event is announced. */
export const announcedType = (event: WebhookEvent) => event.replace('_', '.') as AnnouncedType
