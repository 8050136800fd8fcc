import { type ClientBase } from 'pg'
import { erased } from '../../entities/user.ts'
import { tellErased } from '../../ingest/erased-users.ts'
import { heldUser } from '../../personal-data/held-user.ts'
import { isDistinctive } from '../../personal-data/redact.ts'
import { lockUsers } from '../../postgres/lock-users.ts'
import { requestRemoval } from '../../projection/remove/queue.ts'

/** What the rest of an erasure needs to know of the user. It is in the payload of the job until the job is done. */
export interface Forgotten {
  /** The removal of the user's events. */
  removal: string
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
): Promise<Forgotten | undefined> {
  await lockUsers(client)
  const held = await heldUser(client, project, id)
  if (!held) return undefined
  const { numbers, ids } = held
  const names = [...ids, ...(await onlyOf(client, project, numbers, held.names))]
  for (const statement of forgetting) await client.query(statement, [numbers])
  const removal = await requestRemoval(client, project, { users: numbers })
  await tellErased(client, project)
  return { removal, names }
}

/** The names that no other user of the project has: a first name or the plan of the user say nothing about it alone. */
async function onlyOf(
  client: ClientBase,
  project: string,
  numbers: number[],
  names: string[],
): Promise<string[]> {
  const distinctive = names.filter(isDistinctive)
  const { rows } = await client.query<{ name: string }>(
    `select name from unnest($3::text[]) as name
     where not exists (
       select from users
       where project = $1 and no <> all($2::integer[])
         and (username = name or jsonb_path_exists(traits, 'strict $.** ? (@ == $name)', jsonb_build_object('name', name))))`,
    [project, numbers, distinctive],
  )
  return rows.map(({ name }) => name)
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
