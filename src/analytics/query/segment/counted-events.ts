import { eventsOf } from '../../../clickhouse/scope.ts'
import { compile, instant, joined, name, type Sql, sql, texts } from '../../../clickhouse/sql.ts'
import { type Moment } from './moment.ts'

/** The events that an aggregate has to read. */
export interface Reads {
  /** Only events of these names. Default: any name. */
  names?: string[] | null
  /** Only events from this instant on, in milliseconds. Default: all of history. */
  from?: number
}

/** Collects the aggregates that the conditions of a segment need, so that events are read once for all of them. */
export interface CountedEvents {
  /** Registers an aggregate over a user's events, and gives its column in `rows`. Equal aggregates share a column. */
  column(aggregate: Sql, reads: Reads): Sql
  isEmpty(): boolean
  /** `user_no` and the columns, for each user with an event that any aggregate reads. */
  rows(): Sql
}

export function countedEvents({ project, asOf }: Moment): CountedEvents {
  const columns = new Map<string, Sql>()
  const reads: Reads[] = []
  return {
    column: (aggregate, read) => {
      const key = JSON.stringify(compile(aggregate))
      if (!columns.has(key)) columns.set(key, aggregate)
      reads.push(read)
      return columnOf([...columns.keys()].indexOf(key))
    },
    isEmpty: () => columns.size === 0,
    rows: () => sql`(
  select user_no, ${joined(
    [...columns.values()].map((aggregate, i) => sql`${aggregate} as ${columnOf(i)}`),
    ',\n    ',
  )}
  from ${eventsOf(project)} where user_no != 0 and occurred_at < ${instant(asOf)}${narrowed(reads)}
  group by user_no)`,
  }
}

/** Skips the events that no aggregate reads. */
function narrowed(reads: Reads[]): Sql {
  const names = reads.flatMap(({ names }) => names ?? [])
  const isNamed = reads.every(({ names }) => names)
  const named = isNamed ? sql` and name in ${texts([...new Set(names)])}` : sql``
  const from = Math.min(...reads.map(read => read.from ?? 0))
  return from > 0 ? sql` and occurred_at >= ${instant(new Date(from))}${named}` : named
}

const columnOf = (i: number): Sql => name('counted', i + 1)
