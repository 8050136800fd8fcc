import { sql, text } from './sql.ts'

/** Every fact of one project. Questions read from here, never from the bare table. */
export const factsOf = (project: string) => sql`(select * from facts where project = ${text(project)})`

/** When each user of one project was first active: `user_no`, `occurred_at`. */
export const firstFactsOf = (project: string) =>
  sql`(select user_no, occurred_at from first_facts final where project = ${text(project)})`

/** What is known of each user of one project: `user_no`, `external_id`, `username`, `traits`, `created_at`. */
export const usersOf = (project: string) => sql`(select * from users final where project = ${text(project)})`

/** How many facts of all projects there are: for the projection, which knows no project. */
export const allFacts = sql`select count() as facts from facts`

/** How many users of all projects there are. */
export const allUsers = sql`select count() as users from users final`
