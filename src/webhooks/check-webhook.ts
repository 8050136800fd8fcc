import { checkLength } from '../analytics/query/check-text.ts'
import { isRowId, notFound } from '../analytics/query/definition.ts'
import { at, collectedInTurn } from '../checks/collect.ts'
import { checkedWebhookUrl } from '../delivery/webhook-url.ts'
import { Definition } from '../entities/definition.ts'
import { badInput } from '../errors.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { largest } from '../schema/largest.ts'
import { type WebhookFilterInput, type WebhookInput } from '../schema/webhooks/webhook-input.ts'
import { checkHeaders } from './check-headers.ts'

/**
 * Refuses a webhook that could get no message.
 * @throws INVALID_URL, ADDRESS_NOT_ALLOWED, NOT_CONFIGURED, REQUIRED, TOO_MANY, TOO_LONG, INVALID_TEXT, NOT_FOUND, INVALID_HEADER
 */
export async function checkWebhook(scope: RequestScope, webhook: WebhookInput): Promise<void> {
  const { url, headers } = webhook
  const { allowPrivate, seal } = scope.services.webhooks
  const checks: (() => unknown)[] = [
    () => checkedWebhookUrl(url, allowPrivate, 'url'),
    () => {
      if (!seal) throw badInput('NOT_CONFIGURED', 'url', 'Webhooks need the setting AUTH_SECRET_KEY.')
    },
    () => checkEvents(webhook),
    () => at(['filter'], () => checkFilter(scope, webhook.filter ?? {})),
    () => checkHeaders(headers ?? []),
  ]
  await collectedInTurn(checks, check => check())
}

function checkEvents({ events, filter }: WebhookInput): void {
  if (!events.length) throw badInput('REQUIRED', 'events', 'A webhook needs events.')
  const isWatching = events.some(event => event.startsWith('segment.'))
  if (isWatching && !filter?.segmentIds?.length)
    throw badInput('REQUIRED', 'filter', 'SEGMENT_ENTERED and SEGMENT_LEFT need segmentIds in the filter.')
}

async function checkFilter(
  scope: RequestScope,
  { metric, alertIds, segmentIds }: WebhookFilterInput,
): Promise<void> {
  const checks: (() => unknown)[] = [
    () => checkLength(metric, 'metric', 100),
    () => checkCount('alertIds', alertIds, largest.webhookAlerts),
    () => checkCount('segmentIds', segmentIds, largest.webhookSegments),
    () => checkKnown(scope, 'alert', 'alertIds', (alertIds ?? []).slice(0, largest.webhookAlerts)),
    () => checkKnown(scope, 'segment', 'segmentIds', (segmentIds ?? []).slice(0, largest.webhookSegments)),
  ]
  await collectedInTurn(checks, check => check())
}

function checkCount(field: string, ids: string[] | null | undefined, most: number): void {
  if ((ids?.length ?? 0) > most)
    throw badInput('TOO_MANY', field, `A filter may have at most ${most} ${field}.`)
}

/** @throws NOT_FOUND */
async function checkKnown(
  { em }: RequestScope,
  kind: 'alert' | 'segment',
  field: string,
  ids: string[],
): Promise<void> {
  const found = await em.find(Definition, { kind, id: { $in: ids.filter(isRowId) } }, { fields: ['id'] })
  const known = new Set(found.map(({ id }) => id))
  if (ids.some(id => !known.has(id))) throw notFound(kind, field)
}
