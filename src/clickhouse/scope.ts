import { sql, text } from './sql.ts'

/** All facts of one project. Questions read from here, never from the table itself: that keeps projects apart. */
export const factsOf = (project: string) => sql`(select * from facts where project = ${text(project)})`

/** When each user of one project was first active: `user_no`, `occurred_at`. */
export const firstFactsOf = (project: string) =>
  sql`(select user_no, occurred_at from first_facts final where project = ${text(project)})`

/** The users of one project: `user_no`, `external_id`, `username`, `traits`, `created_at`. */
export const usersOf = (project: string) => sql`(select * from users final where project = ${text(project)})`

/** The number of facts of all projects, for the projection, which handles all projects together. */
export const allFacts = sql`select count() as facts from facts`

/** The number of users of all projects. */
export const allUsers = sql`select count() as users from users final`
