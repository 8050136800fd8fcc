import { type EntityManager } from '@mikro-orm/postgresql'
import { type Pool } from 'pg'
import { Rejection } from '../checks/rejection.ts'
import { textOf } from '../checks/text.ts'
import { User } from '../entities/user.ts'
import { withRetry } from '../postgres/with-retry.ts'
import { type IdentifyInput, type IdentifyPayload } from '../schema/users/identify.ts'
import { propertiesOf } from './properties.ts'

/** Bytes of all traits of a user, as PostgreSQL writes them: room for what two calls may bring. */
const mostBytes = 65_536

/**
 * Remembers who a user is. Traits are merged key by key; a null removes its key. It is no fact: it makes
 * nobody active.
 * @throws DB_UNAVAILABLE: then nothing was stored
 */
export async function identify(identifier: Identifier, input: IdentifyInput): Promise<IdentifyPayload> {
  try {
    const identity = checked(input)
    const user = await withRetry(() => upsert(identifier, identity))
    return { user, userErrors: [] }
  } catch (error) {
    if (!(error instanceof Rejection)) throw error
    const { code, field, message } = error
    return { user: null, userErrors: [{ code, field, message }] }
  }
}

/** What identifying needs to know of the request. */
interface Identifier {
  project: string
  em: EntityManager
  pool: Pool
}

interface Identity {
  externalId: string
  username: string | null
  traits: string
  removed: string[]
}

function checked({ userId, username, traits }: IdentifyInput): Identity {
  const externalId = textOf(userId, 'userId', 255)
  if (externalId === null)
    throw new Rejection('REQUIRED', 'userId', 'identify needs to know whom it speaks of.')
  return {
    externalId,
    username: textOf(username, 'username', 255),
    traits: propertiesOf(traits ?? {}, 'traits'),
    removed: Object.entries(traits ?? {}).flatMap(([key, value]) => (value === null ? [key] : [])),
  }
}

/**
 * One statement, so that two services that identify a user at once both count. Traits that are too large together are
 * not merged, unless they become no larger.
 * @throws Rejection PROPERTIES_TOO_LARGE
 */
async function upsert({ pool, em, project }: Identifier, identity: Identity): Promise<User> {
  const { rows } = await pool.query(
    `insert into users (project, external_id, username, named_at, traits)
     values ($1, $2, $3, case when $3::text is not null then now() end, $4::jsonb - $5::text[])
     on conflict (project, external_id) do update set
       username = coalesce(excluded.username, users.username),
       named_at = coalesce(excluded.named_at, users.named_at),
       traits = (users.traits || excluded.traits) - $5::text[],
       changed_tx = pg_current_xact_id()
     where octet_length(((users.traits || excluded.traits) - $5::text[])::text)
       <= greatest($6, octet_length(users.traits::text))
     returning *`,
    [project, identity.externalId, identity.username, identity.traits, identity.removed, mostBytes],
  )
  if (!rows.length)
    throw new Rejection(
      'PROPERTIES_TOO_LARGE',
      'traits',
      `All traits of a user may have ${mostBytes} bytes together: remove some by giving them null.`,
    )
  return em.map(User, rows[0])
}
