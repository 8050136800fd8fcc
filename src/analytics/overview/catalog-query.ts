import { integer, joined, type Sql, sql, text, texts } from '../../clickhouse/sql.ts'
import { type Selection } from '../query/measure/selection.ts'

const mostSampled = 10_000
const mostValues = 10

/** The names of events, the most frequent first. */
export const eventsQuery = (events: Sql, search: string, first: number, selected: Selection): Sql => sql`
select kind, name, count() as count, ${selected.users ? sql`uniqExactIf(user_no, user_no != 0)` : sql`0`} as users,
  toUnixTimestamp64Milli(min(occurred_at)) as firstSeenAt, toUnixTimestamp64Milli(max(occurred_at)) as lastSeenAt
from ${events} and ${beginsWith(sql`name`, search)}
group by kind, name
order by count desc, name, kind
limit ${integer(first)}`

/** The paths of all properties in the sample, the most frequent first, with the types that ClickHouse gave them. */
export const propertiesQuery = (events: Sql, search: string, first: number): Sql => sql`
select path, groupUniqArray(type) as types, count() as count,
  (select least(count(), ${integer(mostSampled)}) from ${events}) as sampleSize
from (
  select arrayJoin(JSONAllPathsWithTypes(properties)::Array(Tuple(path String, type String))) as typed,
    typed.path as path, typed.type as type
  from ${sampleOf(events)}
)
where ${beginsWith(sql`path`, search)}
group by path
order by count desc, path
limit ${integer(first)}`

/** The most frequent values of each subject in the sample, without the empty text. */
export const valuesQuery = (events: Sql, subjects: { key: string; subject: Sql }[]): Sql => sql`
select key, text, count() as count
from ${sampleOf(events)}
array join ${texts(subjects.map(({ key }) => key))} as key,
  [${joined(
    subjects.map(({ subject }) => subject),
    ', ',
  )}] as text
where text != ''
group by key, text
order by count desc, text
limit ${integer(mostValues)} by key`

/** The latest events. Their time is looked up first, so that little of the wide columns is read. */
const sampleOf = (events: Sql): Sql => sql`(
  select *
  from ${events} and occurred_at >= (
    select min(occurred_at) from (select occurred_at from ${events} order by occurred_at desc limit ${integer(mostSampled)}))
  limit ${integer(mostSampled)})`

const beginsWith = (column: Sql, search: string): Sql =>
  sql`startsWith(lowerUTF8(${column}), lowerUTF8(${text(search)}))`

/** The keys of traits and their most frequent values, in a sample of the newest users. */
export const traitsSql = `
with sampled as (select traits from users
  where project = ? and (?::integer[] is null or no = any(?::integer[])) order by created_at desc, no desc limit ${mostSampled}),
each as (select key, jsonb_typeof(value) as type, value #>> '{}' as text from sampled, jsonb_each(traits)),
counted as (
  select key, text, bool_or(type = 'array') as "isList", count(*) as count, row_number() over (partition by key order by count(*) desc, text collate "C") as rank
  from each group by key, text
)
select key, count(*)::integer as users, array_agg(distinct type) as types,
  (select count(*) from sampled)::integer as "sampleSize",
  (select jsonb_agg(jsonb_build_object('value', text, 'count', count, 'isList', "isList") order by rank)
   from counted where counted.key = each.key and rank <= ${mostValues}) as "topValues"
from each
where starts_with(lower(key), lower(?))
group by key
order by users desc, key collate "C"
limit ?`
