import { type Client } from 'pg'
import { type Range } from '../src/analytics/query/range.ts'
import { eventColumnNames } from '../src/entities/event-columns.ts'
import { kindsSql } from './behaviour/kinds-sql.ts'
import { kinds, names, thresholds } from './event-names.ts'

/** The number of users of the events. */
export const users = 200_000

/** A part of `size` events that are spread evenly over a time: `first` up to `end` of those from `base` on. */
export interface Chunk {
  base: number
  first: number
  end: number
  size: number
  over: Range
}

const columns = eventColumnNames.join(', ')

/** A temporary table like the log; `random_share`, between 0 and 1, decides the variants of a kind. */
export const createStage = `
create temp table staged as select ${columns}, 0::float8 as random_share from events limit 0`

/** In time order. */
export const insertStaged = `insert into events (${columns}) select ${columns} from staged order by event_id`

/** Creates the events of a chunk: first the columns that every event has, then those of each kind. */
export async function stageEvents(client: Client, { base, first, end, size, over }: Chunk): Promise<void> {
  await client.query('truncate staged')
  await client.query(stageSql, [first, end, size, over.from, over.to, kinds, names, thresholds, users, base])
  for (const statement of kindsSql) await client.query(statement)
}

/**
 * Of 200 events in a row, three start a conversation and three end one; messages and model calls belong to the twenty
 * in between. Some users have far more events than others, and a tenth of the users walks through the funnel.
 */
const stageSql = `
insert into staged (project, event_id, kind, name, user_no, session_id, conversation_id, bot_id, channel,
  occurred_at, properties, random_share)
with picked as materialized (
  select n, n / 200 * 3 as ending, case when n % 200 >= 6 then width_bucket(random(), $8::float8[]) end as place
  from generate_series($1::bigint, $2::bigint - 1) as n
), named as (
  select n, ending, coalesce(($6::text[])[1 + place], 'conversation') as kind,
    coalesce(($7::text[])[1 + place],
      case when n % 200 < 3 then 'conversation_started' else 'conversation_ended' end) as name
  from picked
), talked as materialized (
  select n, kind, name,
    case when name = 'conversation_started' then ending + 23 + n % 200
      when name = 'conversation_ended' then ending + n % 200 - 3
      when kind in ('message', 'ai_call') then ending + 4 + floor(19 * random())::bigint
    end as conversation_no
  from named
), done as materialized (
  select n, kind, name, conversation_no,
    floor($9 * case when conversation_no is null then power(random(), 2)
      else power((hashint8(conversation_no) & 1048575) / 1048576.0, 2) end
      * case when name in ('docs', 'fix', 'feat') then 0.1 else 1 end)::integer as user_index
  from talked
)
select 'default', 'event-' || lpad(n::text, 12, '0'), kind, name, first_user + user_index,
  's' || user_index || '-' || (n - $10::bigint) * 180 / $3::bigint, 'c' || conversation_no,
  (array['support-bot', 'sales-bot', 'hr-bot'])[1 + conversation_no % 3],
  (array['web', 'slack', 'whatsapp'])[1 + user_index % 3],
  $4::timestamptz + (n - $10::bigint + random()) / $3::float8 * ($5::timestamptz - $4::timestamptz),
  jsonb_build_object('plan', case when user_index % 5 = 0 then 'pro' else 'free' end,
    'country', (array['de', 'fr', 'us', 'jp'])[1 + user_index % 4],
    'language', (array['de', 'fr', 'en', 'ja'])[1 + user_index % 4], 'length', n % 500),
  random()
from done, (select min(no) as first_user from users where project = 'default') as known`
