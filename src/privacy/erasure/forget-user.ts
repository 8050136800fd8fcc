import { type ClientBase } from 'pg'
import { erased } from '../../entities/user.ts'
import { tellErased } from '../../ingest/erased-users.ts'
import { type HeldUser, heldUser } from '../../personal-data/held-user.ts'
import { onlyTheirs } from '../../personal-data/only-theirs.ts'
import { lockUsers } from '../../postgres/lock-users.ts'

/** A user that is forgotten: what the rest of the erasure needs to know. */
export interface ForgottenUser {
  /** The numbers under which its events still are. */
  numbers: number[]
  /** Texts that name the user. */
  names: string[]
}

/**
 * Takes the ids, the names and the traits of a user away, and everything that is stored under its number beside events.
 * From the commit on, the ids are those of a new user. Returns undefined if there is no such user.
 */
export async function forgetUser(
  client: ClientBase,
  project: string,
  id: string,
): Promise<ForgottenUser | undefined> {
  const held = await lockedUser(client, project, id)
  if (!held) return undefined
  const { numbers, ids } = held
  const names = [...ids, ...(await onlyTheirs(client, project, numbers, held.names))]
  for (const statement of forgetting) await client.query(statement, [numbers])
  await tellErased(client, project)
  return { numbers, names }
}

/** A call that is setting a name or a trait ends first, so that what it sets is known. Ids stay as they are meanwhile. */
async function lockedUser(client: ClientBase, project: string, id: string): Promise<HeldUser | undefined> {
  await lockUsers(client)
  const seen = await heldUser(client, project, id)
  if (!seen) return undefined
  await client.query('select from users where no = any($1::integer[]) order by users.no for update', [
    seen.numbers,
  ])
  return heldUser(client, project, id)
}

/** The row of a user keeps its number: processes that know it may still write it with events, which are then removed. */
const forgetting = [
  `update users
   set external_id = null, username = null, named_at = null, traits = '{}', is_known = false, linked_to = ${erased},
     first_seen_at = null, last_seen_at = null, first_active_at = null, erased_at = now(),
     changed_tx = pg_current_xact_id()
   where no = any($1::integer[])`,
  `delete from dead_letters where thing = 'USER' and number = any($1::integer[])`,
  'delete from waiting_links where visitor_no = any($1::integer[])',
  'delete from watched_members where user_no = any($1::integer[])',
  'delete from budget_members where user_no = any($1::integer[])',
  'delete from budget_thresholds where user_no = any($1::integer[])',
  `with gone as (
     delete from segment_snapshot_members where user_no = any($1::integer[]) returning snapshot_id
   )
   update segment_snapshots s set size = size - lost, known_users = greatest(known_users - lost, 0)
   from (select snapshot_id, count(*)::integer as lost from gone group by snapshot_id) changed
   where s.id = changed.snapshot_id`,
]
