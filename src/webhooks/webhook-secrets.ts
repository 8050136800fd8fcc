import { type Pool } from 'pg'
import { notFound } from '../analytics/query/definition.ts'
import { newWebhookSecret, type Seal, secretLost } from '../delivery/webhook-secret.ts'
import { rowsOf, type Session } from '../postgres/rows-of.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type WebhookInput } from '../schema/webhooks/webhook-input.ts'
import { type SealedHeader, type StoredWebhook, type WebhookContent } from './webhook-content.ts'

/** Where the secrets of a webhook belong: a sealed one opens in no other place. */
const placeOf = (webhookId: string) => `webhook ${webhookId}`
const placeOfHeader = (project: string, name: string) => `webhook header ${project} ${name}`

/** A webhook with what signs its messages and its headers as they are sent. */
export interface KeyedWebhook extends StoredWebhook {
  /** The newest first; two while one replaces the other. */
  secrets: string[]
  headers: Record<string, string>
}

/** Makes a secret for a webhook that has none. @returns the secret; undefined if the webhook has one */
export async function firstSecret(
  session: Session,
  seal: Seal,
  webhookId: string,
): Promise<string | undefined> {
  const secret = newWebhookSecret()
  const made = await rowsOf(
    session,
    `insert into webhooks (id, sealed)
     select id, decode(sealed, 'base64') from jsonb_to_record(:input) as one (id bigint, sealed text)
     on conflict do nothing returning id`,
    { id: webhookId, sealed: sealedText(seal, secret, placeOf(webhookId)) },
  )
  return made.length ? secret : undefined
}

/**
 * Replaces the secret of a webhook. The former one signs as well for some hours.
 * @returns the new one
 * @throws NOT_FOUND for a webhook that was deleted meanwhile
 */
export async function replaceSecret(
  session: Session,
  seal: Seal,
  webhookId: string,
  overlapHours: number,
): Promise<string> {
  const secret = newWebhookSecret()
  const replaced = await rowsOf(
    session,
    `update webhooks set former = webhooks.sealed,
       former_until = now() + hours * interval '1 hour', sealed = decode(one.sealed, 'base64')
     from jsonb_to_record(:input) as one (id bigint, sealed text, hours float8)
     where webhooks.id = one.id returning webhooks.id`,
    { id: webhookId, sealed: sealedText(seal, secret, placeOf(webhookId)), hours: overlapHours },
  )
  if (!replaced.length) throw notFound('webhook')
  return secret
}

/** The content of a webhook as it is stored: the values of its headers are sealed. */
export function sealedContent({ services, project }: RequestScope, content: WebhookInput): WebhookContent {
  const { seal } = services.webhooks
  const headers = content.headers?.map(header =>
    'value' in header ? sealedHeader(seal!, project, header) : header,
  )
  return headers ? { ...content, headers } : { ...content, headers: null }
}

const sealedHeader = (
  seal: Seal,
  project: string,
  { name, value }: { name: string; value: string },
): SealedHeader => ({ name, sealed: sealedText(seal, value, placeOfHeader(project, name)) })

const sealedText = (seal: Seal, text: string, place: string) => seal.seal(text, place).toString('base64')

interface Row extends StoredWebhook {
  sealed: Buffer
  former: Buffer | null
}

/**
 * A webhook of a project, ready to be sent to; undefined if there is none with this id.
 * @throws DeliveryFailure SECRET_LOST
 */
export async function keyedWebhook(
  pool: Pool,
  seal: Seal | undefined,
  project: string,
  id: string,
): Promise<KeyedWebhook | undefined> {
  const { rows } = await pool.query<Row>(
    `select d.id::text, d.name, d.content, w.sealed, case when w.former_until > now() then w.former end as former
     from definitions d join webhooks w using (id)
     where d.project = $1 and d.kind = 'webhook' and d.id = $2`,
    [project, id],
  )
  const [row] = rows
  if (!row) return undefined
  const { sealed, former, content } = row
  const headers = (content.headers ?? []).map(({ name, sealed }) => [
    name,
    opened(seal, Buffer.from(sealed, 'base64'), placeOfHeader(project, name)),
  ])
  const secrets = [sealed, ...(former ? [former] : [])].map(each => opened(seal, each, placeOf(id)))
  return { ...row, secrets, headers: Object.fromEntries(headers) }
}

function opened(seal: Seal | undefined, sealed: Buffer, place: string): string {
  const text = seal?.open(sealed, place)
  if (text === undefined) throw secretLost()
  return text
}
