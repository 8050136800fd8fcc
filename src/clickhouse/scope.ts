import { sql, text } from './sql.ts'

/** All events of one project. Questions read from here, never from the table itself: that keeps projects apart. */
export const eventsOf = (project: string) => sql`(select * from events where project = ${text(project)})`

/** When each user of one project was first active: `user_no`, `occurred_at`. */
export const firstEventsOf = (project: string) =>
  sql`(select user_no, occurred_at from first_events final where project = ${text(project)})`

/** The users of one project: `user_no`, `external_id`, `username`, `traits`, `created_at`. */
export const usersOf = (project: string) => sql`(select * from users final where project = ${text(project)})`

/** The number of events of all projects, for the projection, which handles all projects together. */
export const allEvents = sql`select count() as events from events`

/** The number of users of all projects. */
export const allUsers = sql`select count() as users from users final`
