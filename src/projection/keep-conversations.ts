import { type ClientBase } from 'pg'
import { type Bounds, batchFacts } from './batch-facts.ts'

/**
 * The state of every conversation that the batch touches, read anew from all its changes in the log: the newest
 * word on each attribute counts, in whatever order the words arrive. One that was never announced is implied.
 */
export async function keepConversations(client: ClientBase, bounds: Bounds): Promise<void> {
  await client.query(
    `with batch as (${batchFacts(bounds)}),
     touched as (
       select project, conversation_id, min(occurred_at) as first_at, max(occurred_at) as last_at,
         min(user_no) as user_no, min(bot_id) as bot_id, min(channel) as channel
       from batch
       where conversation_id is not null
       group by project, conversation_id
     ),
     said as (
       select c.project, c.conversation_id, min(coalesce(c.started_at, c.occurred_at)) as started_at,
         (array_agg(c.status order by c.occurred_at desc, c.seq desc) filter (where c.status is not null))[1] as status,
         (array_agg(coalesce(c.ended_at, c.occurred_at) order by c.occurred_at desc, c.seq desc)
           filter (where c.status is not null))[1] as ended_at,
         (array_agg(c.resolved order by c.occurred_at desc, c.seq desc) filter (where c.resolved is not null))[1]
           as resolved,
         (array_agg(c.satisfaction order by c.occurred_at desc, c.seq desc)
           filter (where c.satisfaction is not null))[1] as satisfaction,
         (array_agg(c.topics order by c.occurred_at desc, c.seq desc) filter (where c.topics is not null))[1] as topics,
         (array_agg(c.bot_id order by c.occurred_at desc, c.seq desc) filter (where c.bot_id is not null))[1] as bot_id,
         (array_agg(c.channel order by c.occurred_at desc, c.seq desc) filter (where c.channel is not null))[1]
           as channel,
         (array_agg(c.user_no order by c.occurred_at desc, c.seq desc) filter (where c.user_no is not null))[1]
           as user_no
       from events c join touched using (project, conversation_id)
       where c.kind = 'conversation'
       group by c.project, c.conversation_id
     ),
     state as (
       select project, conversation_id, coalesce(said.status, 'ACTIVE') as status, said.project is null as is_implied,
         said.resolved, said.satisfaction, coalesce(said.topics, '[]') as topics,
         coalesce(said.bot_id, touched.bot_id) as bot_id, coalesce(said.channel, touched.channel) as channel,
         coalesce(said.user_no, touched.user_no) as user_no,
         least(said.started_at, touched.first_at) as started_at,
         case when said.status <> 'ACTIVE' then said.ended_at end as ended_at, touched.last_at
       from touched left join said using (project, conversation_id)
     )
     insert into conversations as known (
       project, external_id, status, is_implied, resolved, satisfaction, topics, bot_id, channel, user_no,
       started_at, ended_at, last_fact_at)
     select project, conversation_id, status, is_implied, resolved, satisfaction, topics, bot_id, channel, user_no,
       started_at, ended_at, last_at
     from state
     on conflict (project, external_id) do update set
       status = excluded.status, is_implied = excluded.is_implied, resolved = excluded.resolved,
       satisfaction = excluded.satisfaction, topics = excluded.topics, ended_at = excluded.ended_at,
       bot_id = coalesce(excluded.bot_id, known.bot_id), channel = coalesce(excluded.channel, known.channel),
       user_no = coalesce(excluded.user_no, known.user_no),
       started_at = least(known.started_at, excluded.started_at),
       last_fact_at = greatest(known.last_fact_at, excluded.last_fact_at)`,
  )
}
