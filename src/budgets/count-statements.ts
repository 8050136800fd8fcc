/** The budgets as JSON in $1, as `CountedBudget`. */
const budgets = `
budget as materialized (
  select *
  from jsonb_to_recordset($1::jsonb) as b (
    id bigint, project text, "countedIn" pg_snapshot, edges timestamptz[], "isPerUser" boolean, "userNo" integer,
    "botId" text, model text, provider text, path text[], value text)
)`

const call = (row: string) =>
  ['occurred_at', 'user_no', 'bot_id', 'provider', 'model'].map(column => `${row}.${column}`).join(', ')

/** As `isCounted` in `rule.ts`. */
const isCounted = `
  (not b."isPerUser" or t.user_no is not null)
  and (b."userNo" is null or t.user_no = b."userNo")
  and (b."botId" is null or t.bot_id = b."botId")
  and (b.model is null or t.model = b.model)
  and (b.provider is null or t.provider = b.provider)
  and (b.path is null or case jsonb_typeof(t.properties #> b.path)
    when 'array' then exists (select from jsonb_array_elements_text(t.properties #> b.path) as item where item = b.value)
    else t.properties #>> b.path = b.value end)`

/** Adds `terms`, each a call that counts once more (1) or once less (-1), to the buckets of the budgets that count the call. */
const addTerms = `
insert into budget_spend as s (budget_id, user_no, bucket, spent_usd, calls, unpriced)
select b.id, case when b."isPerUser" then t.user_no else 0 end, b.edges[width_bucket(t.occurred_at, b.edges)],
  sum(t.sign * coalesce(t.cost_usd, 0)), sum(t.sign),
  coalesce(sum(t.sign) filter (where t.cost_source in ('UNKNOWN', 'LOWER_BOUND')), 0)
from terms t join budget b on b.id = t.budget_id
where t.cost_source is not null
  and width_bucket(t.occurred_at, b.edges) between 1 and cardinality(b.edges) - 1
  and ${isCounted}
group by 1, 2, 3
on conflict (budget_id, user_no, bucket) do update
set spent_usd = s.spent_usd + excluded.spent_usd, calls = s.calls + excluded.calls, unpriced = s.unpriced + excluded.unpriced
returning budget_id::text as "budgetId", user_no as "userNo"`

/**
 * Adds what this snapshot has and that of each budget has not: events that are new, and events whose cost, user or bot
 * changed, as they are now less as they were counted. $2 is the first transaction that may be new, $3 the projects.
 */
export const countNew = `
with ${budgets},
-- The first change that is not counted knows how the event was counted.
changed as materialized (
  select distinct on (b.id, c.seq) b.id as budget_id, c.seq, ${call('c')}, c.properties, c.cost_usd, c.cost_source
  from spend_changes c join budget b on b.project = c.project
  where not pg_visible_in_snapshot(c.tx, b."countedIn") and pg_visible_in_snapshot(c.event_tx, b."countedIn")
  order by b.id, c.seq, c.id
),
terms as (
  select b.id as budget_id, 1 as sign, ${call('e')}, e.properties, e.cost_usd, e.cost_source
  from events e join budget b on b.project = e.project
  where e.tx >= $2::xid8 and e.project = any($3) and not pg_visible_in_snapshot(e.tx, b."countedIn")
  union all
  select c.budget_id, -1, ${call('c')}, coalesce(c.properties, e.properties), c.cost_usd, c.cost_source
  from changed c left join events e on e.seq = c.seq
  union all
  select c.budget_id, 1, ${call('e')}, e.properties, e.cost_usd, e.cost_source
  from changed c join events e on e.seq = c.seq
)
${addTerms}`

/**
 * Counts all events of one budget that this snapshot has; $2 is its project, $3 and $4 are the first and the last edge. Events that
 * were received from $5 on are left out, unless it is null.
 */
export const countAll = `
with ${budgets},
terms as (
  select b.id as budget_id, 1 as sign, ${call('e')}, e.properties, e.cost_usd, e.cost_source
  from events e cross join budget b
  where e.project = $2 and e.occurred_at >= $3 and e.occurred_at < $4 and ($5::timestamptz is null or e.received_at < $5)
)
${addTerms}`

/**
 * Adds the events of one budget that are counted and were received from $5 on once more ($6 is 1) or takes them out (-1); $2 to $4
 * as for `countAll`.
 */
export const countReceived = `
with ${budgets},
terms as (
  select b.id as budget_id, $6::integer as sign, ${call('e')}, e.properties, e.cost_usd, e.cost_source
  from events e cross join budget b
  where e.project = $2 and e.occurred_at >= $3 and e.occurred_at < $4 and e.received_at >= $5
    and pg_visible_in_snapshot(e.tx, b."countedIn")
)
${addTerms}`
