import { integers, type Sql, sql, text } from '../sql.ts'
import { type DaysToPrecompute } from './precomputed-table.ts'

/** The starts, the ends and the versions of the days, in milliseconds and in the same order, each as an array. */
export const startsOf = ({ days }: DaysToPrecompute): Sql => integers(days.map(({ from }) => from.getTime()))
export const endsOf = ({ days }: DaysToPrecompute): Sql => integers(days.map(({ to }) => to.getTime()))
const versionsOf = ({ days }: DaysToPrecompute): Sql => integers(days.map(({ version }) => version))

/** The start of the day of a time, both in milliseconds. */
export const dayStartOf = (given: DaysToPrecompute, at: Sql): Sql => sql`roundDown(${at}, ${startsOf(given)})`

/** The columns that every table begins with, of rows that have the start of their day as `day_start`. */
export const dayColumns = (given: DaysToPrecompute): Sql =>
  sql`${text(given.project)}, fromUnixTimestamp64Milli(day_start, 'UTC') as day_at,
  ${versionsOf(given)}[indexOf(${startsOf(given)}, day_start)] as version`
