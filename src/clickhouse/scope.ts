import { makesUserActive } from '../entities/event-conditions.ts'
import { grains } from './grains.ts'
import { int, integer, notOvertaken, onEachShard, raw, type Sql, sql, table, text, versioned } from './sql.ts'

const events = table('events')
const firstEvents = table('first_events')

/** All events of one project. Questions read from here, never from the table itself: that keeps projects apart. */
export const eventsOf = (project: string): Sql =>
  versioned(copiedEventsOf(project), ({ batch }) =>
    onEachShard(sql`select * from ${events} where project = ${text(project)} and batch <= ${integer(batch)}`),
  )

/** A row if a shard has an event of a user who belongs to another shard: events stay where their first user belongs. */
export const straysOfProject = (project: string): Sql => sql`
select 1 as is_found
from ${onEachShard(sql`select 1 from ${events} where project = ${text(project)} and user_no != copied_user_no limit 1`)}
limit 1`

/** All events of one project that ClickHouse has, also those of batches after the state that a request reads. */
export const copiedEventsOf = (project: string): Sql =>
  onEachShard(sql`select * from ${events} where project = ${text(project)}`)

/** When each user of one project was first active: `user_no`, `occurred_at`. Grouping takes half the time of `final`. */
export const firstEventsOf = (project: string): Sql =>
  versioned(
    onEachShard(
      sql`select user_no, min(occurred_at) as occurred_at from ${firstEvents} where project = ${text(project)} group by user_no`,
    ),
    ({ batch, changedQuarters }) =>
      changedQuarters ? firstEventsUpTo(project, integer(batch)) : firstOfEvents(project, batch),
  )

const firstOfEvents = (project: string, batch: string): Sql => sql`(
  select user_no, first as occurred_at
  from (
    select user_no, min(occurred_at) as first
    from ${onEachShard(sql`
      select user_no, occurred_at
      from ${events}
      where project = ${text(project)} and batch <= ${integer(batch)} and ${raw(makesUserActive)}`)}
    group by user_no
  ))`

/**
 * Only the earliest time of a user is stored, and the last batch. Users with activities in later batches are looked up
 * in the events. The two tables, and even two reads of one table, may be of different moments.
 */
const firstEventsUpTo = (project: string, batch: Sql): Sql => sql`(
  select user_no, if(stored.batch <= ${batch}, stored.occurred_at, looked_up.first) as occurred_at
  from ${onEachShard(sql`
    select user_no, min(occurred_at) as occurred_at, max(batch) as batch
    from ${firstEvents} where project = ${text(project)} group by user_no`)} as stored
  left join (
    select user_no, minIf(occurred_at, batch <= ${batch}) as first, countIf(batch <= ${batch}) as events, true as is_found
    from ${onEachShard(sql`select user_no, occurred_at, batch from ${events} where project = ${text(project)} and ${raw(makesUserActive)}`)}
    where user_no in (select user_no from ${onEachShard(sql`select user_no from ${firstEvents} where project = ${text(project)} and batch > ${batch}`)})
    group by user_no
  ) as looked_up using (user_no)
  where ${notOvertaken(sql`stored.batch > ${batch} and not looked_up.is_found`)}
    and (stored.batch <= ${batch} or looked_up.events > 0))`

/** The users of one project: `user_no`, `external_id`, `username`, `traits`, `created_at`. */
export const usersOf = (project: string) =>
  onEachShard(sql`select * from ${table('users')} final where project = ${text(project)}`)

/** The users of a snapshot: `user_no`. */
export const membersOfSnapshot = (id: string) =>
  onEachShard(sql`select user_no from ${table('snapshot_members')} where snapshot_id = ${integer(id)}`)

/** The number of events of all projects, for the projection, which handles all projects together. */
export const allEvents = sql`select count() as events from events`

/** The number of users of all projects. */
export const allUsers = sql`select count() as users from users final`

/** The quarters of an hour in which batches after this one have events, in seconds since 1970, at most `most`. */
export const quartersAfter = (project: string, batch: string, most: number): Sql => sql`
select distinct toUnixTimestamp(${raw(grains.quarter)}) as quarter
from ${onEachShard(sql`select occurred_at from ${events} where project = ${text(project)} and batch > ${integer(batch)}`)}
limit ${int(most)}`
