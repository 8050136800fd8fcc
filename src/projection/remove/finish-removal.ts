import { type ClientBase } from 'pg'
import { type ClickHouse } from '../../clickhouse/client.ts'
import { markVersionsStale } from '../mark-versions-stale.ts'
import { type Removal } from './queue.ts'

/** As many users as one statement deletes. */
const mostUsers = 10_000

/** Removes what is left in ClickHouse of users or of a project without events, and takes the removal off the queue. */
export async function finishRemoval(
  client: ClientBase,
  clickhouse: ClickHouse,
  removal: Removal,
): Promise<void> {
  const { id, project, users, kind } = removal
  if (users) await removeUsers(client, clickhouse, users)
  else if (kind === null) await removeProject(client, clickhouse, project)
  await client.query('delete from removals where id = $1', [id])
}

/** An event that a process wrote late, under the number of an erased user, has set times of that user again. */
async function removeUsers(client: ClientBase, clickhouse: ClickHouse, users: number[]): Promise<void> {
  await client.query(
    'update users set first_seen_at = null, last_seen_at = null, first_active_at = null where no = any($1)',
    [users],
  )
  await client.query('delete from user_days where no = any($1)', [users])
  // Such an event may be in the rows of a day, of which some are deleted now.
  await markVersionsStale(client, (await clickhouse.precomputed?.versionsOf(users)) ?? [])
  await clickhouse.removeUsers(users)
}

/** The users leave PostgreSQL first, because those that changed are copied to ClickHouse. */
async function removeProject(client: ClientBase, clickhouse: ClickHouse, project: string): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    'select id::text from segment_snapshots where project = $1',
    [project],
  )
  while (await deleteUsers(client, project));
  await clickhouse.removeProject(
    project,
    rows.map(({ id }) => id),
  )
}

async function deleteUsers(client: ClientBase, project: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `delete from users where no in (select no from users where project = $1 limit ${mostUsers})`,
    [project],
  )
  return rowCount! > 0
}
