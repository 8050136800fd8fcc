import { type Pool } from 'pg'
import { type Seal, secretLost } from '../delivery/webhook-secret.ts'
import { type LogPosition } from '../projection/log-position.ts'
import { type DestinationInput } from '../schema/forwarding/destination-input.ts'
import { products } from './products/index.ts'
import { type Target } from './products/product.ts'

/** The content of a destination as it is stored: secrets are elsewhere. */
export type DestinationContent = Omit<DestinationInput, 'secret' | 'headers'> & {
  headers?: { name: string }[] | null
}

/** A destination with its place in the log. */
export interface StoredDestination {
  id: string
  project: string
  /** One more after each change of the settings. */
  version: number
  content: DestinationContent
  /** The salt of hashed fields. */
  salt: Buffer
  sealed: Buffer | null
  state: 'RUNNING' | 'PAUSED' | 'STOPPED'
  /** One more after each rewind. */
  epoch: number
  /** Events that were received earlier are left out. */
  since: Date
  /** The last event that is done. */
  events: LogPosition
  /** The last change of a user that is done. */
  users: LogPosition
  /** The failed attempts in a row. */
  failures: number
  /** The refused rows in a row. */
  refusedInARow: number
  nextAt: Date | null
}

/** What is kept of a destination under a seal. */
export interface Secrets {
  secret?: string
  headers: Record<string, string>
}

/** Where the secrets of a destination belong: they open in no other place. */
export const placeOf = (id: string) => `destination ${id}`

/** A destination of a project; undefined if it was deleted. */
export async function storedDestination(
  pool: Pick<Pool, 'query'>,
  project: string,
  id: string,
): Promise<StoredDestination | undefined> {
  const { rows } = await pool.query(
    `select d.id::text, d.project, d.version, d.content, s.salt, s.sealed, s.state, s.epoch, s.since,
       s.tx::text, s.seq::text, s.users_tx::text, s.users_no::text, s.failures,
       s.refused_in_a_row as "refusedInARow", s.next_at as "nextAt"
     from definitions d join destinations s using (id) where d.id = $2 and d.project = $1`,
    [project, id],
  )
  if (!rows[0]) return undefined
  const { tx, seq, users_tx, users_no, ...destination } = rows[0]
  return { ...destination, events: { tx, seq }, users: { tx: users_tx, seq: users_no } }
}

/** @throws DeliveryFailure SECRET_LOST */
export function openedSecrets(
  seal: Seal | undefined,
  { id, sealed }: Pick<StoredDestination, 'id' | 'sealed'>,
): Secrets {
  if (!sealed) return { headers: {} }
  const text = seal?.open(sealed, placeOf(id))
  if (text === undefined) throw secretLost()
  return JSON.parse(text) as Secrets
}

/** Where and how rows are sent. @throws DeliveryFailure SECRET_LOST */
export function targetOf(destination: StoredDestination, seal: Seal | undefined): Target {
  const { id, content } = destination
  const { secret, headers } = openedSecrets(seal, destination)
  const region = content.region ?? 'US'
  const url = content.url ?? products[content.kind].host?.(region)
  return { id, url, region, secret, headers, mixpanelProject: content.mixpanelProject ?? undefined }
}
