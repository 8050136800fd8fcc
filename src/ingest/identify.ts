import { type ClientBase } from 'pg'
import { checkedFields } from '../checks/collect.ts'
import { type IsMistakenId } from '../checks/mistaken-id.ts'
import { Rejection } from '../checks/rejection.ts'
import { textOf } from '../checks/text.ts'
import { User } from '../entities/user.ts'
import { pooledTransaction } from '../postgres/transaction.ts'
import { withRetry } from '../postgres/with-retry.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type ReceiptWarning } from '../schema/tracking/receipt-warning.ts'
import { type IdentifyInput } from '../schema/users/identify.ts'
import { changedTraits, type TraitChanges, type Traits, traitChanges } from './changed-traits.ts'
import { idOf } from './id-of.ts'
import { type Link } from './links/link.ts'
import { type Links } from './links/links.ts'
import { notLinked } from './links/not-linked.ts'
import { mostTraitBytes } from './most-trait-bytes.ts'

type Scope = Pick<RequestScope, 'project' | 'em' | 'pool'>

/**
 * Stores the name and the traits of a user, and links a visitor to the user. This is not an event: it makes no user
 * active. A link that is refused is a warning, and the rest is stored.
 * @throws Rejection for input that is refused, DB_UNAVAILABLE: then no name and no trait was stored. The link may have been:
 * it comes first, because the changes apply to the traits that the user gets from the visitor
 */
export async function identify(
  scope: Scope,
  { links, isMistakenId }: { links: Links; isMistakenId: IsMistakenId },
  input: IdentifyInput,
): Promise<{ user: User; warnings: ReceiptWarning[] }> {
  const identity = checkedIdentity(input, isMistakenId)
  const [outcome] = await links.make(scope.project, [linkIn(identity)])
  const user = await withRetry(() => write(scope, identity))
  return { user, warnings: notLinked(outcome, 'The user is stored.') }
}

/** What a call says about a user, checked: at least one of the ids is there. */
export interface Identity {
  userId: string | null
  visitorId: string | null
  username: string | null
  changes: TraitChanges
}

/** @throws Rejection for input that cannot be stored */
export function checkedIdentity(input: IdentifyInput, isMistakenId: IsMistakenId): Identity {
  const identity = checkedFields<Identity>({
    userId: () => idOf(input.userId, 'userId', isMistakenId),
    visitorId: () => idOf(input.anonymousId, 'anonymousId', isMistakenId),
    username: () => textOf(input.username, 'username', 255),
    changes: () => traitChanges(input),
  })
  if (identity.userId === null && identity.visitorId === null)
    throw new Rejection('REQUIRED', 'userId', 'userId is missing, and so is anonymousId.')
  return identity
}

/** The link that the ids of a call make; undefined for one id. */
export const linkIn = ({ userId, visitorId }: Identity): Link | undefined =>
  userId !== null && visitorId !== null && userId !== visitorId ? { userId, visitorId } : undefined

/** The row of the user stays locked in between, so that of two concurrent calls for a user both count. */
function write({ pool, em, project }: Scope, identity: Identity): Promise<User> {
  return pooledTransaction(pool, async client => {
    const { no, traits } = await lockedUser(client, project, identity)
    return em.map(User, await changed(client, no, identity, changedTraits(traits, identity.changes)))
  })
}

/** The user of the id, created if it does not exist. The id of a visitor leads to the user that the visitor is. */
async function lockedUser(client: ClientBase, project: string, identity: Identity): Promise<LockedUser> {
  const id = identity.userId ?? identity.visitorId
  const linked = await lockedUserOfVisitor(client, project, id)
  if (linked) return linked
  const { rows } = await client.query(
    `insert into users (project, external_id, is_known) values ($1, $2, $3)
     on conflict (project, external_id) do update set
       is_known = users.is_known or excluded.is_known and users.linked_to is null
     returning no, linked_to is not null as "isLinked", traits`,
    [project, id, identity.userId !== null],
  )
  // The visitor may have been linked between the two statements.
  return rows[0].isLinked ? (await lockedUserOfVisitor(client, project, id))! : rows[0]
}

interface LockedUser {
  no: number
  traits: Traits
}

/** An erased user is left out: an erasure may have committed while this statement waited for the row. */
async function lockedUserOfVisitor(
  client: ClientBase,
  project: string,
  id: string | null,
): Promise<LockedUser | undefined> {
  const { rows } = await client.query<LockedUser>(
    `select users.no, users.traits
     from users visitor join users on users.no = visitor.linked_to
     where visitor.project = $1 and visitor.external_id = $2 and users.linked_to is null
     for no key update of users`,
    [project, id],
  )
  return rows[0]
}

/** @throws Rejection PROPERTIES_TOO_LARGE, unless the change makes the traits no larger */
async function changed(
  client: ClientBase,
  no: number,
  { username }: Identity,
  traits: Traits,
): Promise<object> {
  const { rows } = await client.query(
    `update users
     set username = coalesce($2, username), named_at = case when $2::text is null then named_at else now() end,
       traits = $3, changed_tx = pg_current_xact_id()
     where no = $1 and octet_length($3::jsonb::text) <= greatest($4, octet_length(traits::text))
     returning *`,
    [no, username, JSON.stringify(traits), mostTraitBytes],
  )
  if (rows.length) return rows[0]
  throw tooManyTraits()
}

export const tooManyTraits = () =>
  new Rejection(
    'PROPERTIES_TOO_LARGE',
    'traits',
    `All traits of a user together may have at most ${mostTraitBytes} bytes. Remove traits by setting them to null.`,
  )
