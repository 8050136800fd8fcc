import { definition } from '../analytics/query/definition.ts'
import { type Seal } from '../delivery/webhook-secret.ts'
import { badInput } from '../errors.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type NewSecret } from './shown-once.ts'
import { type WebhookContent } from './webhook-content.ts'
import { replaceSecret } from './webhook-secrets.ts'

const mostHours = 168

/** @throws INVALID_OVERLAP */
export function checkOverlap(hours: number): void {
  if (hours < 0 || hours > mostHours)
    throw badInput('INVALID_OVERLAP', 'overlapHours', `overlapHours must be 0 to ${mostHours}.`)
}

/** The key for secrets. @throws NOT_CONFIGURED */
export function requireSeal({ services }: RequestScope): Seal {
  const { seal } = services.webhooks
  if (!seal) throw badInput('NOT_CONFIGURED', 'id', 'Webhooks need the setting AUTH_SECRET_KEY.')
  return seal
}

/** Makes another secret for a saved webhook; the former one signs as well for some hours. @throws NOT_FOUND */
export async function rotateSecret(
  scope: RequestScope,
  id: string,
  overlapHours: number,
): Promise<NewSecret> {
  const stored = await definition(scope.em, 'webhook', id)
  const secret = await replaceSecret(scope.em, requireSeal(scope), stored.id, overlapHours)
  scope.changes.push({ action: 'UPDATED', kind: 'WEBHOOK', id: stored.id, name: stored.name })
  return { url: (stored.content as WebhookContent).url, secret }
}
