import { sql, text } from './sql.ts'

/** Every fact of one project. Questions read from here, never from the bare table. */
export const factsOf = (project: string) => sql`(select * from facts where project = ${text(project)})`

/** When each user of one project was first active: `user_no`, `occurred_at`. */
export const firstFactsOf = (project: string) => sql`(
  select user_no, min(occurred_at) as occurred_at
  from first_facts
  where project = ${text(project)}
  group by user_no)`

/** How many facts of all projects there are: for the projection, which knows no project. */
export const allFacts = sql`select count() as facts from facts`
