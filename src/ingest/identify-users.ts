import { type ClientBase } from 'pg'
import { type IsMistakenId } from '../checks/mistaken-id.ts'
import { Rejection } from '../checks/rejection.ts'
import { badInput } from '../errors.ts'
import { lockUsers } from '../postgres/lock-users.ts'
import { pooledTransaction } from '../postgres/transaction.ts'
import { withRetry } from '../postgres/with-retry.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { largest } from '../schema/largest.ts'
import { type IdentifyInput } from '../schema/users/identify.ts'
import { type IdentifyUsersPayload, type UserReceipt } from '../schema/users/identify-users.ts'
import { changedTraits, type Traits } from './changed-traits.ts'
import { checkedIdentity, type Identity, linkIn, tooManyTraits } from './identify.ts'
import { type LinkOutcome } from './links/link.ts'
import { type Links } from './links/links.ts'
import { notLinked } from './links/not-linked.ts'
import { mostTraitBytes } from './most-trait-bytes.ts'

type Scope = Pick<RequestScope, 'project' | 'pool'>

/**
 * Does what `identify` does for up to 1,000 users, in their order and each alone: all links first, then names and traits in
 * one transaction. What changes nothing is not written.
 * @throws INVALID_BATCH_SIZE for none or over 1,000 users, DB_UNAVAILABLE: then no name and no trait was stored
 */
export async function identifyUsers(
  { project, pool }: Scope,
  { links, isMistakenId }: { links: Links; isMistakenId: IsMistakenId },
  users: IdentifyInput[],
): Promise<IdentifyUsersPayload> {
  if (users.length < 1 || users.length > largest.batch)
    throw badInput('INVALID_BATCH_SIZE', 'users', `A batch must have 1 to ${largest.batch} users.`)
  const checked = users.map(input => orRejection(() => checkedIdentity(input, isMistakenId)))
  const outcomes = await links.make(
    project,
    checked.map(identity => (identity instanceof Rejection ? undefined : linkIn(identity))),
  )
  const rejections = await withRetry(() =>
    pooledTransaction(pool, async client => {
      await lockUsers(client)
      return write(client, project, checked)
    }),
  )
  return payloadOf(rejections.map((rejection, index) => receiptOf(index, rejection, outcomes[index])))
}

function orRejection<Result>(work: () => Result): Result | Rejection {
  try {
    return work()
  } catch (error) {
    if (error instanceof Rejection) return error
    throw error
  }
}

interface LockedUser {
  no: number
  traits: Traits
  username: string | null
}

/** @returns why each user was rejected; undefined for a user that is stored */
async function write(
  client: ClientBase,
  project: string,
  identities: (Identity | Rejection)[],
): Promise<(Rejection | undefined)[]> {
  const good = identities.filter((identity): identity is Identity => !(identity instanceof Rejection))
  const users = good.length > 0 ? await lockedUsers(client, project, good) : new Map<string, LockedUser>()
  const rejections = identities.map(identity =>
    identity instanceof Rejection ? identity : change(users, identity),
  )
  const tooLarge = await writeChanged(client, [...new Set(users.values())])
  return rejections.map((rejection, index) => {
    const identity = identities[index]!
    const isTooLarge = !(identity instanceof Rejection) && tooLarge.has(users.get(idIn(identity))!.no)
    return rejection ?? (isTooLarge ? tooManyTraits() : undefined)
  })
}

const idIn = ({ userId, visitorId }: Identity): string => (userId ?? visitorId)!

/** The users of the ids, created if they do not exist. The id of a visitor leads to the user that the visitor is. */
async function lockedUsers(
  client: ClientBase,
  project: string,
  identities: Identity[],
): Promise<Map<string, LockedUser>> {
  const known = [...new Set(identities.map(({ userId }) => userId).filter(id => id !== null))]
  const ids = [...new Set(identities.map(idIn))]
  await client.query(
    `insert into users (project, external_id, is_known)
     select $1, id, id = any($3::text[]) from unnest($2::text[]) as id order by id collate "C"
     on conflict (project, external_id) do update set is_known = true
     where excluded.is_known and not users.is_known and users.linked_to is null`,
    [project, ids, known],
  )
  const { rows } = await client.query<LockedUser & { id: string }>(
    `select sent.external_id as id, users.no, users.traits, users.username
     from users sent join users on users.no = coalesce(sent.linked_to, sent.no)
     where sent.project = $1 and sent.external_id = any($2::text[])
     order by users.no
     for no key update of users`,
    [project, ids],
  )
  const byNo = new Map(rows.map(({ id: _, ...user }) => [user.no, user]))
  return new Map(rows.map(({ id, no }) => [id, byNo.get(no)!]))
}

/** Changes the user in memory. */
function change(users: Map<string, LockedUser>, identity: Identity): Rejection | undefined {
  const user = users.get(idIn(identity))!
  const traits = orRejection(() => changedTraits(user.traits, identity.changes))
  if (traits instanceof Rejection) return traits
  user.traits = traits
  user.username = identity.username ?? user.username
  return undefined
}

/** Writes the users that are not as they were. @returns the numbers of those whose traits have become too large */
async function writeChanged(client: ClientBase, users: LockedUser[]): Promise<Set<number>> {
  const { rows } = await client.query<{ no: number }>(
    `with sent as (
       select * from unnest($1::integer[], $2::text[], $3::text[]) as sent (no, username, traits)
     ),
     changed as (
       select users.no, sent.username, sent.traits::jsonb as traits,
         octet_length(sent.traits::jsonb::text) <= greatest($4, octet_length(users.traits::text)) as fits
       from sent join users using (no)
       where users.traits <> sent.traits::jsonb or users.username is distinct from sent.username
     ),
     written as (
       update users
       set username = changed.username, traits = changed.traits, changed_tx = pg_current_xact_id(),
         named_at = case when users.username is distinct from changed.username then now() else users.named_at end
       from changed
       where users.no = changed.no and fits
     )
     select no from changed where not fits`,
    [
      users.map(({ no }) => no),
      users.map(({ username }) => username),
      users.map(({ traits }) => JSON.stringify(traits)),
      mostTraitBytes,
    ],
  )
  return new Set(rows.map(({ no }) => no))
}

function receiptOf(
  index: number,
  rejection: Rejection | undefined,
  link: LinkOutcome | undefined,
): UserReceipt {
  const { code = null, field = null, message = null } = rejection ?? {}
  return { index, code, field, message, warnings: rejection ? [] : notLinked(link, 'The user is stored.') }
}

function payloadOf(receipts: UserReceipt[]): IdentifyUsersPayload {
  const rejected = receipts.filter(({ code }) => code !== null).length
  return { stored: receipts.length - rejected, rejected, receipts }
}
