import { makesUserActive } from '../entities/event-conditions.ts'
import { grains } from './grains.ts'
import { int, integer, notOvertaken, raw, type Sql, sql, text, versioned } from './sql.ts'

/** All events of one project. Questions read from here, never from the table itself: that keeps projects apart. */
export const eventsOf = (project: string): Sql =>
  versioned(
    copiedEventsOf(project),
    ({ batch }) =>
      sql`(select * from events where project = ${text(project)} and batch <= ${integer(batch)})`,
  )

/** All events of one project that ClickHouse has, also those of batches after the state that a request reads. */
export const copiedEventsOf = (project: string): Sql =>
  sql`(select * from events where project = ${text(project)})`

/** When each user of one project was first active: `user_no`, `occurred_at`. */
export const firstEventsOf = (project: string): Sql =>
  versioned(
    sql`(select user_no, occurred_at from first_events final where project = ${text(project)})`,
    ({ batch, changedQuarters }) =>
      changedQuarters ? firstEventsUpTo(project, integer(batch)) : firstOfEvents(project, batch),
  )

const firstOfEvents = (project: string, batch: string): Sql => sql`(
  select user_no, first as occurred_at
  from (
    select user_no, min(occurred_at) as first
    from events
    where project = ${text(project)} and batch <= ${integer(batch)} and ${raw(makesUserActive)}
    group by user_no
  ))`

/**
 * Only the earliest time of a user is stored, and the last batch. Users with activities in later batches are looked up
 * in the events. The two tables, and even two reads of one table, may be of different moments.
 */
const firstEventsUpTo = (project: string, batch: Sql): Sql => sql`(
  select user_no, if(stored.batch <= ${batch}, stored.occurred_at, looked_up.first) as occurred_at
  from (select user_no, occurred_at, batch from first_events final where project = ${text(project)}) as stored
  left join (
    select user_no, minIf(occurred_at, batch <= ${batch}) as first, countIf(batch <= ${batch}) as events, true as is_found
    from events
    where project = ${text(project)} and ${raw(makesUserActive)}
      and user_no in (select user_no from first_events where project = ${text(project)} and batch > ${batch})
    group by user_no
  ) as looked_up using (user_no)
  where ${notOvertaken(sql`stored.batch > ${batch} and not looked_up.is_found`)}
    and (stored.batch <= ${batch} or looked_up.events > 0))`

/** The users of one project: `user_no`, `external_id`, `username`, `traits`, `created_at`. */
export const usersOf = (project: string) => sql`(select * from users final where project = ${text(project)})`

/** The number of events of all projects, for the projection, which handles all projects together. */
export const allEvents = sql`select count() as events from events`

/** The number of users of all projects. */
export const allUsers = sql`select count() as users from users final`

/** The quarters of an hour in which batches after this one have events, in seconds since 1970, at most `most`. */
export const quartersAfter = (project: string, batch: string, most: number): Sql => sql`
select distinct toUnixTimestamp(${raw(grains.quarter)}) as quarter
from events
where project = ${text(project)} and batch > ${integer(batch)}
limit ${int(most)}`
