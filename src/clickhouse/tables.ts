import { jsonColumn } from '../entities/column.ts'
import { eventColumnNames, eventColumns } from '../entities/event-columns.ts'
import { makesUserActive } from '../entities/event-conditions.ts'
import { totals } from '../metrics-catalogue/catalogue.ts'
import { statesOf } from '../metrics-catalogue/total.ts'
import { grains } from './grains.ts'
import { precomputedTables } from './precomputed/index.ts'
import { definitionOf } from './precomputed/precomputed-table.ts'

const columns = eventColumnNames.map(name => `${name} ${eventColumns[name].clickhouse}`)

/**
 * The aggregate states from which the totals of the catalogue are computed, per kind of event and time bucket, so that
 * a metric of one kind reads only the rows of that kind. The projections are stored in the parts of `events`, so they
 * are never behind: repeated batches, late events and corrected costs need no extra work. A part gets its projections
 * with its first merge. Computing them on insert would take longer than the rest of the insert, and small parts are
 * fast to read. The last batch of each row shows whether the row has later events than a request reads.
 */
const states = statesOf(totals)
const totalsBy = (grain: string) => `(
      select project, ${grain}, kind, max(batch), ${states.join(', ')}
      group by project, ${grain}, kind
    )`

/** When each user was first active, computed from `events`. */
const firstEvents = `select project, user_no, min(occurred_at) as occurred_at, max(batch) as batch
  from events
  where ${makesUserActive}
  group by project, user_no`

/**
 * The tables of ClickHouse. `events` mirrors the log; its deduplication tokens make a repeated batch have no effect.
 * Its rows are sorted by the user that they had when they were copied (`copied_user_no`), because ClickHouse cannot
 * change a column that sorts, and the user of an event may change. `batch` is the number of the batch that brought the
 * event, by which a request reads the events of one moment (`versioned` in `sql.ts`); a row that changes in place keeps
 * it, and its index finds the newest events. `first_events` stores when each user was first active, over all history,
 * and the last batch with an activity. `cost_corrections` and `restatements` have rows only while columns of events are
 * replaced, `removals` only while events are deleted. `users` mirrors the users of PostgreSQL: of several rows of one user the latest counts, and a visitor that
 * is linked to a user has none. `compared_objects` has rows only while they are compared with the log. `store`
 * identifies this ClickHouse: see `projection/store.ts`. The precomputed tables have rows for days that have ended: see
 * `precomputed/precomputed-table.ts`.
 */
export const tables = [
  `create table if not exists events (
    seq UInt64,
    received_at DateTime64(3, 'UTC'),
    batch UInt32,
    ${columns.join(',\n    ')},
    copied_user_no UInt32 default user_no,
    index by_user user_no type minmax granularity 1,
    index by_batch batch type minmax granularity 16,
    projection by_quarter ${totalsBy(grains.quarter)},
    projection by_day ${totalsBy(grains.day)}
  )
  engine = MergeTree
  partition by toYYYYMM(occurred_at)
  order by (project, name, toDate(occurred_at), copied_user_no, occurred_at, seq)
  settings non_replicated_deduplication_window = 10000,
    materialize_projections_on_insert = 0, materialize_projections_on_merge = 1`,

  `create table if not exists first_events (
    project LowCardinality(String),
    user_no UInt32,
    occurred_at SimpleAggregateFunction(min, DateTime64(3, 'UTC')),
    batch SimpleAggregateFunction(max, UInt32)
  )
  engine = AggregatingMergeTree
  order by (project, user_no)
  settings non_replicated_deduplication_window = 10000`,

  `create materialized view if not exists first_events_of_events to first_events as
  ${firstEvents}`,

  `create table if not exists cost_corrections (
    seq UInt64,
    cost_usd ${eventColumns.cost_usd.clickhouse},
    cost_source String,
    saved_cost_usd ${eventColumns.saved_cost_usd.clickhouse}
  )
  engine = Join(any, left, seq)`,

  `create table if not exists restatements (
    seq UInt64,
    user_no UInt32,
    bot_id String,
    channel String
  )
  engine = Join(any, left, seq)`,

  `create table if not exists removals (
    seq UInt64
  )
  engine = MergeTree
  order by seq`,

  `create table if not exists users (
    project LowCardinality(String),
    user_no UInt32,
    external_id String,
    username String,
    traits ${jsonColumn},
    created_at DateTime64(3, 'UTC'),
    changed_tx UInt64,
    is_linked UInt8
  )
  engine = ReplacingMergeTree(changed_tx, is_linked)
  order by (project, user_no)`,

  `create table if not exists snapshot_members (
    snapshot_id UInt64,
    user_no UInt32
  )
  engine = MergeTree
  order by (snapshot_id, user_no)`,

  `create table if not exists compared_objects (
    id UInt64,
    day Date32,
    object ${jsonColumn}
  )
  engine = Memory`,

  `create table if not exists store (
    id UUID,
    layout String,
    named_at DateTime64(3, 'UTC') default now64(3)
  )
  engine = MergeTree
  order by named_at
  settings fsync_after_insert = 1, fsync_part_directory = 1`,

  ...precomputedTables.map(definitionOf),
]

/**
 * The tables that questions read, and what decides in a cluster which shard has a row: its user, so that each shard has everything
 * about a user, or for an event of nobody its number. A node has all other tables for itself.
 */
export const shardedBy = {
  events: 'if(user_no = 0, seq, user_no)',
  first_events: 'user_no',
  users: 'user_no',
  snapshot_members: 'user_no',
} as const

/** `store` is dropped first: without it, an incomplete set of tables is never taken for a complete one. */
export const dropTables = [
  'drop table if exists store sync',
  'drop table if exists compared_objects sync',
  'drop table if exists first_events_of_events sync',
  'drop table if exists first_events sync',
  'drop table if exists events sync',
  'drop table if exists cost_corrections sync',
  'drop table if exists restatements sync',
  'drop table if exists removals sync',
  'drop table if exists users sync',
  'drop table if exists snapshot_members sync',
  ...precomputedTables.map(({ name }) => `drop table if exists ${name} sync`),
  // The names of these tables when an event was called a fact.
  'drop table if exists first_facts_of_facts sync',
  'drop table if exists first_facts sync',
  'drop table if exists facts sync',
]

/**
 * Adds rows to `first_events` that a crash may have lost. ClickHouse stores a deduplication token before it commits the
 * part. If it is killed in between, it ignores the repeated block. Adding all rows again is harmless, because the table
 * keeps the minimum.
 */
export const refillFirstEvents = `insert into first_events settings insert_deduplicate = 0 ${firstEvents}`
