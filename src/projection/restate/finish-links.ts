import { type Client } from 'pg'
import { type ClickHouse } from '../../clickhouse/client.ts'
import { lockUsers } from '../../postgres/lock-users.ts'
import { transaction } from '../../postgres/transaction.ts'
import { copyTheseUsers } from '../copy-users.ts'
import { type WaitingLink } from './queue.ts'

/**
 * Replaces visitors by their users in everything but events, once no event has the number of the visitor, and takes the
 * links off the queue. Repeating it has no effect. The users are copied before the links are off the queue, so that no
 * question sees the old ones.
 */
export async function finishLinks(
  client: Client,
  clickhouse: ClickHouse,
  links: WaitingLink[],
): Promise<void> {
  const visitors = links.map(({ visitorNo }) => visitorNo)
  await clickhouse.moveVisitors(links)
  await transaction(client, async () => {
    await lockUsers(client)
    for (const statement of moveInPostgres) await client.query(statement, [visitors])
  })
  await copyTheseUsers(client, clickhouse, [...visitors, ...links.map(({ userNo }) => userNo)])
  await client.query('delete from waiting_links where id = any($1)', [links.map(({ id }) => id)])
}

const isVisitor = 'visitor.no = any($1::integer[])'

/** A snapshot that has both the visitor and the user gets smaller by one. */
const moveInPostgres = [
  `update conversations c set user_no = visitor.linked_to from users visitor where c.user_no = visitor.no and ${isVisitor}`,
  `with gone as (
     delete from segment_snapshot_members m using users visitor
     where m.user_no = visitor.no and ${isVisitor}
     returning m.snapshot_id, visitor.linked_to as user_no
   ),
   added as (
     insert into segment_snapshot_members (snapshot_id, user_no)
     select distinct snapshot_id, user_no from gone
     on conflict do nothing
     returning snapshot_id
   )
   update segment_snapshots s set size = size - lost
   from (
     select snapshot_id, count(*) - (select count(*) from added where added.snapshot_id = gone.snapshot_id) as lost
     from gone group by snapshot_id
   ) changed
   where s.id = changed.snapshot_id and lost > 0`,
  `update users visitor set first_seen_at = null, last_seen_at = null, first_active_at = null where ${isVisitor}`,
]
