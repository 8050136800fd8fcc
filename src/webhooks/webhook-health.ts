import { type ClientBase } from 'pg'
import { type DeliveryCode } from '../codes/delivery-code.ts'
import { rowsOf, type Session } from '../postgres/rows-of.ts'
import { announce } from './announce.ts'

/** A webhook whose attempts have all failed for so long is disabled. */
const mostFailingMs = 5 * 86_400_000

export async function noteSuccess(client: ClientBase, webhookId: string): Promise<void> {
  await client.query('update webhooks set failing_since = null where id = $1 and failing_since is not null', [
    webhookId,
  ])
}

/** A saved webhook of a project. */
interface Failing {
  project: string
  webhookId: string | null
}

interface Failed {
  at: Date
  /** Whether there is a mail server. */
  isMailing: boolean
}

/** Notes a failed attempt. A webhook that answered 410, or that has failed for 5 days, is disabled. */
export async function noteFailure(
  client: ClientBase,
  { project, webhookId }: Failing,
  code: DeliveryCode,
  { at, isMailing }: Failed,
): Promise<void> {
  const { rows } = await client.query<{ since: Date }>(
    `update webhooks set failing_since = coalesce(failing_since, $2) where id = $1
     returning failing_since as since`,
    [webhookId, at],
  )
  const since = rows[0]?.since ?? at
  if (code === 'GONE' || at.getTime() - since.getTime() >= mostFailingMs)
    await disable(client, { project, webhookId: webhookId! }, code, { at, isMailing })
}

/** Announces it, by mail too. A webhook that somebody has disabled meanwhile stays as it is. */
async function disable(
  client: ClientBase,
  { project, webhookId }: { project: string; webhookId: string },
  code: DeliveryCode,
  { at, isMailing }: Failed,
): Promise<void> {
  const { rows } = await client.query<{ name: string; version: number }>(
    `update definitions
     set content = content || '{"isEnabled": false}', version = version + 1, updated_at = now()
     where id = $1 and project = $2 and content -> 'isEnabled' is distinct from 'false'
     returning name, version`,
    [webhookId, project],
  )
  const [disabled] = rows
  if (!disabled) return
  await client.query('update webhooks set disabled_code = $2, disabled_at = $3 where id = $1', [
    webhookId,
    code,
    at,
  ])
  await endWaiting(client, webhookId)
  const { name, version } = disabled
  const text = code === 'GONE' ? 'It answered 410.' : 'Every attempt has failed for 5 days.'
  const data = { name, text, webhookId, code }
  const to = isMailing ? { emails: await addressesOfAdmins(client, project) } : {}
  await announce(client, { project, type: 'webhook.disabled', key: `${webhookId}:${version}`, at, data, to })
}

const mostMails = 20

/** The mail addresses of the accounts that administrate a project. */
async function addressesOfAdmins(client: ClientBase, project: string): Promise<string[]> {
  const { rows } = await client.query<{ email: string }>(
    `select email from accounts
     where project = $1 and 'admin' = any(roles) and email is not null and disabled_at is null order by id limit $2`,
    [project, mostMails],
  )
  return rows.map(({ email }) => email)
}

/** Ends what waits for a webhook. The jobs of these deliveries find nothing to do. */
export async function endWaiting(session: Session, webhookId: string): Promise<void> {
  await rowsOf(
    session,
    `update deliveries set state = 'FAILED', next_attempt_at = null, error_code = 'DISABLED',
       error_message = 'The webhook was disabled before the message was delivered.'
     where webhook_id = (:input ->> 'id')::bigint and state = 'WAITING' returning id`,
    { id: webhookId },
  )
}

/** Forgets earlier failures: an administrator has changed the webhook, or enabled it again. */
export async function startAgain(session: Session, webhookId: string): Promise<void> {
  await rowsOf(
    session,
    `update webhooks set failing_since = null, disabled_code = null, disabled_at = null
     where id = (:input ->> 'id')::bigint returning id`,
    { id: webhookId },
  )
}
