import { randomBytes } from 'node:crypto'
import { newWebhookSecret, type Seal } from '../../delivery/webhook-secret.ts'
import { rowsOf, type Session } from '../../postgres/rows-of.ts'
import { type DestinationInput } from '../../schema/forwarding/destination-input.ts'
import { openedSecrets, placeOf, type Secrets } from '../stored-destination.ts'

/** Whether a destination has a secret. */
export async function hasSecret(session: Session, id: string): Promise<boolean> {
  const found = await rowsOf(
    session,
    `select id from destinations where id = (:input ->> 'id')::bigint and sealed is not null`,
    { id },
  )
  return found.length > 0
}

export const newSalt = () => randomBytes(32)

/**
 * The secrets of a destination under a seal: what the input gives, and else what is stored. `made` is the secret of a webhook that
 * was given none.
 */
export async function sealedSecrets(
  session: Session,
  seal: Seal,
  id: string,
  input: DestinationInput,
): Promise<{ sealed: Buffer | null; made?: string }> {
  const stored = await storedSecrets(session, seal, id)
  const made =
    input.kind === 'WEBHOOK' && (input.secret ?? stored.secret) === undefined ? newWebhookSecret() : undefined
  const kept = input.secret === undefined ? stored.secret : (input.secret ?? undefined)
  const secret = made ?? kept
  const headers = Object.fromEntries(
    (input.headers ?? []).map(({ name, value }) => [name, value ?? stored.headers[name] ?? '']),
  )
  const secrets: Secrets = { ...(secret !== undefined && { secret }), headers }
  const isEmpty = secret === undefined && !input.headers?.length
  const sealed = isEmpty ? null : seal.seal(JSON.stringify(secrets), placeOf(id))
  return { sealed, ...(made !== undefined && { made }) }
}

/** Secrets that cannot be read any more are gone: the input has to give them again. */
async function storedSecrets(session: Session, seal: Seal, id: string): Promise<Secrets> {
  const [row] = await rowsOf<{ sealed: string | null }>(
    session,
    `select encode(sealed, 'base64') as sealed from destinations where id = (:input ->> 'id')::bigint`,
    { id },
  )
  const sealed = row?.sealed ? Buffer.from(row.sealed, 'base64') : null
  try {
    return openedSecrets(seal, { id, sealed })
  } catch {
    return { headers: {} }
  }
}
