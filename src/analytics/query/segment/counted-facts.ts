import { factsOf } from '../../../clickhouse/scope.ts'
import { compile, instant, joined, raw, type Sql, sql, texts } from '../../../clickhouse/sql.ts'
import { type Moment } from './moment.ts'

/** Which facts an aggregate needs to see. */
export interface Reads {
  /** The one name that they have. Default: any. */
  name?: string | null
  /** When the first of them can have happened, in milliseconds. Default: ever. */
  from?: number
}

/** What all conditions of a segment need to know of a user's facts, gathered so that they are read once. */
export interface CountedFacts {
  /** An aggregate over a user's facts, as a column of `rows`; the same one twice is one. */
  column(aggregate: Sql, reads: Reads): Sql
  isEmpty(): boolean
  /** `user_no` and the columns, for each user with a fact that may count. */
  rows(): Sql
}

export function countedFacts({ project, asOf }: Moment): CountedFacts {
  const columns = new Map<string, Sql>()
  const reads: Reads[] = []
  return {
    column: (aggregate, read) => {
      const key = JSON.stringify(compile(aggregate))
      if (!columns.has(key)) columns.set(key, aggregate)
      reads.push(read)
      return raw(`counted_${[...columns.keys()].indexOf(key) + 1}`)
    },
    isEmpty: () => columns.size === 0,
    rows: () => sql`(
  select user_no, ${joined(
    [...columns.values()].map((aggregate, i) => sql`${aggregate} as ${raw(`counted_${i + 1}`)}`),
    ',\n    ',
  )}
  from ${factsOf(project)} where user_no != 0 and occurred_at < ${instant(asOf)}${narrowed(reads)}
  group by user_no)`,
  }
}

/** Spares ClickHouse the facts that no aggregate looks at. */
function narrowed(reads: Reads[]): Sql {
  const names = reads.flatMap(({ name }) => name ?? [])
  const named = names.length === reads.length ? sql` and name in ${texts([...new Set(names)])}` : sql``
  const from = Math.min(...reads.map(read => read.from ?? 0))
  return from > 0 ? sql` and occurred_at >= ${instant(new Date(from))}${named}` : named
}
