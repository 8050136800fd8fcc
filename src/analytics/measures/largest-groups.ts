import DataLoader from 'dataloader'
import { type ExplainedStatement } from '../../clickhouse/explained-statement.ts'
import { compile, int, joined, name, number, type Sql, sql } from '../../clickhouse/sql.ts'
import { MeasureOrder } from '../../schema/questions/measure-input.ts'
import { explainedNow } from '../query/explaining.ts'
import { explainingAll } from '../query/measure/measure-rows.ts'
import { elapsedMinutes } from '../query/measure/per-minute.ts'
import { type Run } from '../query/run-at.ts'
import { finite, valueColumns } from './frame.ts'
import { keyOf } from './labels.ts'
import { type MetricExpression } from './metric-expression.ts'
import { columnsOf, labelledRows, type RowSet, type Rows, rowSetsOf } from './row-sets.ts'
import { toValue, type Value, type ValueRow } from './shared-values.ts'

/** The groups that have lines of their own, in their order, and the number of all groups. */
export interface Groups<Shown = Group> {
  shown: Shown[]
  count: number
}

interface Group {
  labels: (string | null)[]
  key: string
}

/** A group with the number of each expression over the whole range. */
interface RankedGroup extends Group {
  values: Value[]
}

export type RankedGroups = Groups<RankedGroup>

/** The groups that a question shows. */
export interface Ranking {
  expressions: MetricExpression[]
  /** The expression that decides. */
  by: MetricExpression
  order: MeasureOrder
  first: number
}

type Row = { labels: string[]; key: string; groups: number } & ValueRow

interface Wanted {
  statement: Sql
  /** The list for the statement, if the question is explained. */
  explained: ExplainedStatement[] | undefined
  /** The number of expressions. */
  numbers: number
}

const loaders = new WeakMap<Run, DataLoader<Wanted, RankedGroups>>()

/**
 * The groups of a question. Equal statements of one request are sent once, and all questions go on at the same moment, so
 * that they share the statements for their numbers too.
 */
export function largestGroups(rows: Rows, ranking: Ranking): Promise<RankedGroups> {
  const { run } = rows.query
  const loader = loaders.get(run) ?? createLoader(run)
  loaders.set(run, loader)
  return loader.load({
    statement: groupsQuery(rows, ranking),
    explained: explainedNow(),
    numbers: ranking.expressions.length,
  })
}

const createLoader = (run: Run): DataLoader<Wanted, RankedGroups> =>
  new DataLoader(
    wanted => {
      const textOf = ({ statement }: Wanted) => JSON.stringify(compile(statement))
      const byText = Map.groupBy(wanted, textOf)
      const answers = new Map([...byText].map(([text, equal]) => [text, groupsFound(run, equal)]))
      return Promise.all(wanted.map(one => answers.get(textOf(one))!.catch((error: Error) => error)))
    },
    { cache: false },
  )

async function groupsFound(run: Run, equal: Wanted[]): Promise<RankedGroups> {
  const found = await explainingAll(equal, () => run<Row>('measure: groups', equal[0]!.statement))
  const shown = found.map(({ labels, key, ...row }) => ({
    key,
    labels: labels.map(label => label || null),
    values: Array.from({ length: equal[0]!.numbers }, (_, i) => toValue(row, i + 1)),
  }))
  return { shown, count: Number(found[0]?.groups ?? 0) }
}

/** Groups with equal numbers are sorted by their labels. A group in which nothing was counted is left out. */
function groupsQuery(rows: Rows, { expressions, by, order, first }: Ranking): Sql {
  const labels = rows.labels.map((_, i) => name('label', i + 1))
  const ranked = sql`${finite(by.value)}`
  const ends: Record<MeasureOrder, Sql> = {
    LARGEST: sql`${ranked} desc nulls last, `,
    SMALLEST: sql`${ranked} asc nulls last, `,
    LABEL: sql``,
  }
  return sql`
select [${joined(labels)}] as labels, ${keyOf(labels)} as key, count() over () as groups,
  ${joined(expressions.map(valueColumns))}
from (
  select *, ${number(Math.max(elapsedMinutes(rows.measured.range, rows.query.asOf), 0))} as elapsed_minutes
  from ${inOneRow(rows, rowSetsOf(expressions), labels)}
)
where ${joined(expressions.map(isCounted), ' or ')}
order by ${ends[order]}${joined(labels)}
limit ${int(first)}`
}

const counts = ['COUNT', 'TOKENS', 'USD', 'PER_MINUTE']

/** A count of 0 is nothing, also per minute; a rate of 0 is something. */
const isCounted = ({ unit, value }: MetricExpression): Sql =>
  counts.includes(unit) ? sql`ifNull(${value}, 0) != 0` : sql`isNotNull(${finite(value)})`

/** A row for each group with the aggregates of all sets, whichever of them have rows of the group. */
export const inOneRow = (rows: Rows, [first, ...others]: RowSet[], labels: Sql[]): Sql =>
  others.reduce(
    (joinedSets, set) => sql`(
    select * from ${joinedSets} as one full outer join ${groupsOf(rows, set, labels)} as other using (${joined(labels)}))`,
    groupsOf(rows, first!, labels),
  )

function groupsOf(rows: Rows, set: RowSet, names: Sql[]): Sql {
  const { from, labels } = labelledRows(rows, set, [rows.measured.range.from, rows.measured.range.to])
  const columns = labels.map((label, i) => sql`${label} as ${names[i]!}`)
  return sql`(
    select ${joined(columns)}, ${columnsOf(set.aggregates)}
    from ${from}
    group by ${joined(names)})`
}
