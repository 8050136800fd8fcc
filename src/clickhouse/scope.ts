import { makesUserActive } from '../entities/event-conditions.ts'
import { raw, type Sql, sql, text, versioned } from './sql.ts'

/** All events of one project. Questions read from here, never from the table itself: that keeps projects apart. */
export const eventsOf = (project: string): Sql =>
  versioned(
    copiedEventsOf(project),
    batch => sql`(select * from events where project = ${text(project)} and batch <= ${batch})`,
  )

/** All events of one project that ClickHouse has, also those of batches after the state that a request reads. */
export const copiedEventsOf = (project: string): Sql =>
  sql`(select * from events where project = ${text(project)})`

/** The events of one project that came with later batches. */
export const eventsAfter = (project: string, batch: Sql): Sql =>
  sql`(select * from events where project = ${text(project)} and batch > ${batch})`

/** When each user of one project was first active: `user_no`, `occurred_at`. */
export const firstEventsOf = (project: string): Sql =>
  versioned(
    sql`(select user_no, occurred_at from first_events final where project = ${text(project)})`,
    batch => firstEventsUpTo(project, batch),
  )

/** Only the minimum is stored, so users with an activity in a later batch are looked up in the events. */
const firstEventsUpTo = (project: string, batch: Sql): Sql => sql`(
  select user_no, occurred_at from first_events final where project = ${text(project)} and batch <= ${batch}
  union all
  select user_no, first as occurred_at
  from (
    select user_no, min(occurred_at) as first
    from events
    where project = ${text(project)} and batch <= ${batch} and ${raw(makesUserActive)}
      and user_no in (select user_no from first_events final where project = ${text(project)} and batch > ${batch})
    group by user_no
  ))`

/** The users of one project: `user_no`, `external_id`, `username`, `traits`, `created_at`. */
export const usersOf = (project: string) => sql`(select * from users final where project = ${text(project)})`

/** The number of events of all projects, for the projection, which handles all projects together. */
export const allEvents = sql`select count() as events from events`

/** The number of users of all projects. */
export const allUsers = sql`select count() as users from users final`
