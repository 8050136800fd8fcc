import { type IsMistakenId } from '../checks/mistaken-id.ts'
import { propertiesOf } from '../checks/properties.ts'
import { Rejection, required } from '../checks/rejection.ts'
import { textOf } from '../checks/text.ts'
import { User } from '../entities/user.ts'
import { withRetry } from '../postgres/with-retry.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type IdentifyInput } from '../schema/users/identify.ts'

/** The most bytes of all traits of a user, as PostgreSQL writes them: as many as two calls may send. */
const mostBytes = 65_536

/**
 * Stores the name and the traits of a user. Traits are merged key by key; a null removes its key. This is not an event:
 * it makes no user active.
 * @throws Rejection for input that is refused, DB_UNAVAILABLE: then nothing was stored
 */
export async function identify(
  scope: Scope,
  { isMistakenId }: { isMistakenId: IsMistakenId },
  input: IdentifyInput,
): Promise<User> {
  const identity = checked(input)
  if (isMistakenId(identity.externalId))
    throw new Rejection(
      'INVALID_USER_ID',
      'userId',
      'This userId stands for a missing id. Identify a user once their id is known.',
    )
  return withRetry(() => upsert(scope, identity))
}

type Scope = Pick<RequestScope, 'project' | 'em' | 'pool'>

interface Identity {
  externalId: string
  username: string | null
  traits: string
  removed: string[]
}

function checked({ userId, username, traits }: IdentifyInput): Identity {
  return {
    externalId: required(textOf(userId, 'userId', 255), 'userId'),
    username: textOf(username, 'username', 255),
    traits: propertiesOf(traits ?? {}, 'traits'),
    removed: Object.entries(traits ?? {}).flatMap(([key, value]) => (value === null ? [key] : [])),
  }
}

/**
 * One statement, so that two concurrent calls for a user are both merged. Traits over the limit are not merged, unless
 * the merge makes them no larger.
 * @throws Rejection PROPERTIES_TOO_LARGE
 */
async function upsert({ pool, em, project }: Scope, identity: Identity): Promise<User> {
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
      `All traits of a user together may have at most ${mostBytes} bytes. Remove traits by setting them to null.`,
    )
  return em.map(User, rows[0])
}
