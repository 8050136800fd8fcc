import { type Definition } from '../entities/definition.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type WebhookInput } from '../schema/webhooks/webhook-input.ts'
import { enqueueWatch } from './enqueue-watch.ts'
import { showOnce } from './shown-once.ts'
import { isEnabled } from './webhook-content.ts'
import { endWaiting, startAgain } from './webhook-health.ts'
import { firstSecret } from './webhook-secrets.ts'

/** Writes what belongs to a webhook: its secret at first, and what an update begins or ends. */
export async function saveWebhook(
  { em, project, viewer, services, asOf }: RequestScope,
  definition: Definition,
  content: WebhookInput,
): Promise<void> {
  const { id } = definition
  const { seal } = services.webhooks
  // Without the setting for secrets a webhook can still be renamed.
  const secret = seal && (await firstSecret(em, seal, id))
  if (secret !== undefined) showOnce(definition, [{ url: content.url, secret }])
  await (isEnabled(content) ? startAgain(em, id) : endWaiting(em, id))
  if (content.filter?.segmentIds?.length) await enqueueWatch(em, { project, subject: viewer!.subject }, asOf)
}
