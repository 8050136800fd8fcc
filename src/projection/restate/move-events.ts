import { type ClientBase } from 'pg'
import { type WaitingLink } from './queue.ts'

/** As many as one statement moves without holding up other writers. */
const mostEvents = 5_000

/**
 * Gives events of linked visitors to their users in the log, up to 5,000 at a time, and records their restatement.
 * Returns whether there were any. The events that are left to move are the progress.
 */
export async function moveEvents(client: ClientBase, links: WaitingLink[]): Promise<boolean> {
  const { rowCount } = await client.query(
    `with found as (
       select e.seq, links.user_no
       from unnest($1::integer[], $2::integer[]) as links (visitor_no, user_no)
         join events e on e.user_no = links.visitor_no
       limit ${mostEvents}
     ),
     moved as (
       update events e set user_no = found.user_no from found where e.seq = found.seq returning e.seq
     )
     insert into restatements (seqs) select array_agg(seq) from moved having count(*) > 0`,
    [links.map(({ visitorNo }) => visitorNo), links.map(({ userNo }) => userNo)],
  )
  return rowCount! > 0
}
