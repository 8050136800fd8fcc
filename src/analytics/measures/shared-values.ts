import DataLoader from 'dataloader'
import { type ExplainedStatement } from '../../clickhouse/explained-statement.ts'
import { compile, type Sql } from '../../clickhouse/sql.ts'
import { type NullReason } from '../../schema/metrics/metric-number.ts'
import { explainedNow } from '../query/explaining.ts'
import { explainingAll } from '../query/measure/measure-rows.ts'
import { type Run } from '../query/run-at.ts'
import { type Frame, valuesQuery } from './frame.ts'
import { type MetricExpression } from './metric-expression.ts'
import { rowSetsOf } from './row-sets.ts'

/** A number, an exact one as text, with the reason why it is null. */
export interface Value {
  value: number | string | null
  nullReason: NullReason | null
}

/** The number of an expression on a line at a time; undefined if it was not asked for. */
export type ValueAt = (line: number, at: number) => Value | undefined

interface Wanted {
  frame: Frame
  expression: MetricExpression
  /** The list for the statement, if the question is explained. */
  explained: ExplainedStatement[] | undefined
}

/** A row with the columns of `valueColumns`. */
export type ValueRow = Record<string, number | string | null>

type Row = { line: number; at: string } & ValueRow

/** Questions of one request about the same rows share one statement, whatever their metrics and their widths of buckets. */
const loaders = new WeakMap<Run, DataLoader<Wanted, ValueAt>>()

/** The numbers of an expression in a frame. */
export function valuesIn(frame: Frame, expression: MetricExpression): Promise<ValueAt> {
  const { run } = frame.query
  const loader = loaders.get(run) ?? createLoader(run)
  loaders.set(run, loader)
  return loader.load({ frame, expression, explained: explainedNow() })
}

const createLoader = (run: Run): DataLoader<Wanted, ValueAt> =>
  new DataLoader(
    async wanted => {
      const answers = new Map<Wanted, Promise<ValueAt | Error>>()
      for (const together of statementsFor(wanted)) {
        const rows = rowsOf(run, together)
        for (const one of together)
          answers.set(
            one,
            rows.then(valueAt => valueAt(one.expression)).catch((error: Error) => error),
          )
      }
      return Promise.all(wanted.map(one => answers.get(one)!))
    },
    { cache: false },
  )

/** Those that one statement answers: about the same rows, in at most one width of buckets. */
function statementsFor(wanted: readonly Wanted[]): Wanted[][] {
  const byRows = Map.groupBy(wanted, rowsKey)
  return [...byRows.values()].flatMap(sameRows => {
    const byEdges = Map.groupBy(sameRows, ({ frame }) => String(frame.edges?.map(Number) ?? ''))
    const withoutBuckets = byEdges.get('') ?? []
    byEdges.delete('')
    const [first = [], ...others] = [...byEdges.values()]
    return [[...withoutBuckets, ...first], ...others]
  })
}

const rowsKey = ({ frame, expression }: Wanted): string => {
  const { query, measured, labels, keys, lines } = frame
  const sql = labels.flatMap(({ value, trait }) => (trait ? [value, trait.value] : [value]))
  const sets = rowSetsOf([expression]).map(({ source, filter, isOfTotals }) => [source, filter, isOfTotals])
  return JSON.stringify([measured, textOf(query.members), sql.map(textOf), keys, lines, sets])
}

const textOf = (sql: Sql | undefined) => (sql ? compile(sql) : null)

async function rowsOf(run: Run, wanted: Wanted[]): Promise<(expression: MetricExpression) => ValueAt> {
  const expressions = [
    ...new Map(wanted.map(({ expression }) => [valueKey(expression), expression])).values(),
  ]
  const frame = {
    ...wanted[0]!.frame,
    edges: wanted.find(({ frame }) => frame.edges)?.frame.edges,
    hasTotal: wanted.some(({ frame }) => frame.hasTotal),
  }
  const found = await explainingAll(wanted, () => run<Row>('measure', valuesQuery(frame, expressions)))
  const rows = new Map(found.map(row => [`${row.line} ${row.at}`, row]))
  const positions = new Map(expressions.map((expression, i) => [valueKey(expression), i + 1]))
  return expression => {
    const position = positions.get(valueKey(expression))!
    return (line, at) => {
      const row = rows.get(`${line} ${at}`)
      return row && toValue(row, position)
    }
  }
}

const valueKey = ({ value, aggregates }: MetricExpression): string =>
  JSON.stringify([compile(value), aggregates.map(({ name }) => name)])

/** The value of the expression at a position, from 1. */
export function toValue(row: ValueRow, position: number): Value {
  const value = row[`value_${position}`] ?? null
  const reason = (row[`reason_${position}`] as NullReason) || 'NO_DATA'
  return { value, nullReason: value === null ? reason : null }
}
