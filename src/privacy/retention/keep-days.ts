import { type ClientBase } from 'pg'

/**
 * Keeps the numbers of all days of a project before an instant as they are, for ever. Returns whether it could: the numbers have
 * to be up to date, and nothing may wait that changes them.
 */
export async function keepDays(client: ClientBase, project: string, before: Date): Promise<boolean> {
  // A transaction that marks days of the project waits for this one.
  const { rows } = await client.query<{ isReady: boolean }>(
    `select time_zone is not null
       and not exists (select from waiting_links join users on users.no = visitor_no where users.project = $1)
       and not exists (select from events e
         where e.seq in (select unnest(seqs) from restatements) and e.project = $1)
       and not exists (select from events e
         where (e.tx, e.seq) > ((select tx from projection), (select seq from projection))
           and e.project = $1 and e.occurred_at < $2)
       and not exists (select from daily_stats d
         where d.project = $1 and d.ends_at <= $2 and d.is_stale and not d.is_kept) as "isReady"
     from roll_ups where project = $1
     for update`,
    [project, before],
  )
  if (rows.length && !rows[0]!.isReady) return false
  // Batches are numbered anew when ClickHouse is filled again, and a kept day is in every one of them.
  await client.query(
    `update daily_stats set is_kept = true, rolled_up_batch = 0
     where project = $1 and ends_at <= $2 and not is_kept`,
    [project, before],
  )
  await client.query('update projects set kept_until = greatest(kept_until, $2) where id = $1', [
    project,
    before,
  ])
  return true
}
