import { announcedType, type WebhookEvent } from '../../schema/webhooks/webhook-event.ts'
import { type Told } from './told.ts'

/** The words of an event in front of the name of its cause. */
const words: Record<string, string> = {
  'alert.firing': 'Alert firing',
  'alert.resolved': 'Alert resolved',
  'anomaly.detected': 'Anomaly',
  'milestone.reached': 'Milestone reached',
  'budget.threshold': 'Budget',
  'report.ready': 'Report ready',
  'export.done': 'Export done',
  'segment.entered': 'Entered the segment',
  'segment.left': 'Left the segment',
  'ingest.rejected': 'Events rejected',
  'webhook.disabled': 'Webhook disabled',
  test: 'Test',
}

/** The first line of a message, such as `Alert firing: Costs`, and the subject of a mail. */
export const titleOf = ({ type, data }: Told): string =>
  `${words[type] ?? words[announcedType(type as WebhookEvent)] ?? type}: ${data.name}`

/** The plain facts of a message with their names. */
export const shownFacts = ({
  at,
  data: { name: _name, text: _text, ...facts },
  page,
}: Told): [string, string][] => [
  ...Object.entries(facts).flatMap(([name, value]): [string, string][] =>
    value == null || typeof value === 'object' ? [] : [[name, String(value).slice(0, 500)]],
  ),
  ['time', at.toISOString()],
  ...(page ? [['page', page] satisfies [string, string]] : []),
]
