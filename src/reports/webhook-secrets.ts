import { type EntityManager } from '@mikro-orm/postgresql'
import { type Pool } from 'pg'
import { newWebhookSecret, type Seal } from '../delivery/webhook-secret.ts'
import { type NewSecret } from '../webhooks/shown-once.ts'

/** Where a secret belongs: a sealed one opens in no other place. */
const placeOf = (reportId: string, url: string) => `report ${reportId} ${url}`

/** Makes a secret for each new webhook of a report, and forgets those of webhooks that it no longer has. */
export async function keepWebhookSecrets(
  em: EntityManager,
  seal: Seal | undefined,
  reportId: string,
  urls: string[],
): Promise<NewSecret[]> {
  const known = await em.execute<{ url: string }[]>(
    `with gone as (delete from webhook_secrets where report_id = ? and url <> all(?::text[]))
     select url from webhook_secrets where report_id = ?`,
    [reportId, textArray(urls), reportId],
  )
  const added = urls.filter(url => !known.some(row => row.url === url))
  if (!added.length || !seal) return []
  const secrets = added.map(url => ({ url, secret: newWebhookSecret() }))
  for (const { url, secret } of secrets)
    await em.execute(
      `insert into webhook_secrets (report_id, url, sealed) values (?, ?, decode(?, 'base64'))`,
      [reportId, url, seal.seal(secret, placeOf(reportId, url)).toString('base64')],
    )
  return secrets
}

/** A list as PostgreSQL writes it: URLs have no quotes and no backslashes. */
const textArray = (texts: string[]) => `{${texts.map(text => `"${text}"`).join()}}`

/**
 * Replaces the secret of a webhook. The former one signs as well for some hours.
 * @returns undefined if the report has no such webhook
 */
export async function replaceWebhookSecret(
  em: EntityManager,
  seal: Seal,
  reportId: string,
  { url, overlapHours }: { url: string; overlapHours: number },
): Promise<NewSecret | undefined> {
  const secret = newWebhookSecret()
  const changed = await em.execute<object[]>(
    `update webhook_secrets
     set former = sealed, former_until = now() + ?::float8 * interval '1 hour', sealed = decode(?, 'base64')
     where report_id = ? and url = ? returning url`,
    [overlapHours, seal.seal(secret, placeOf(reportId, url)).toString('base64'), reportId, url],
  )
  return changed.length ? { url, secret } : undefined
}

/** The secrets that sign for a webhook now, the newest first; none if they cannot be read. */
export async function webhookSecrets(
  pool: Pool,
  seal: Seal | undefined,
  reportId: string,
  url: string,
): Promise<string[]> {
  const { rows } = await pool.query<{ sealed: Buffer; former: Buffer | null }>(
    `select sealed, case when former_until > now() then former end as former
     from webhook_secrets where report_id = $1 and url = $2`,
    [reportId, url],
  )
  const [row] = rows
  if (!row) return []
  return [row.sealed, ...(row.former ? [row.former] : [])].flatMap(
    sealed => seal?.open(sealed, placeOf(reportId, url)) ?? [],
  )
}
