import { type ClientBase } from 'pg'
import { Definition } from '../entities/definition.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { isEnabled, type WebhookContent } from '../webhooks/webhook-content.ts'

/** The segments of a project that enabled webhooks watch. */
export async function watchedSegments({ em }: Pick<RequestScope, 'em'>): Promise<Definition[]> {
  const webhooks = await em.find(Definition, { kind: 'webhook' })
  const ids = webhooks.flatMap(({ content }) => idsOf(content as WebhookContent))
  return em.find(Definition, { kind: 'segment', id: { $in: [...new Set(ids)] } }, { orderBy: { id: 'asc' } })
}

const idsOf = (webhook: WebhookContent): string[] =>
  isEnabled(webhook) && webhook.events.some(event => event.startsWith('segment.'))
    ? (webhook.filter?.segmentIds ?? [])
    : []

/** Forgets the members of segments that no webhook watches any more. */
export async function forgetOthers(
  client: ClientBase,
  project: string,
  segments: Pick<Definition, 'id'>[],
): Promise<void> {
  await client.query('delete from watched_segments where project = $1 and segment_id <> all($2::bigint[])', [
    project,
    segments.map(({ id }) => id),
  ])
}
