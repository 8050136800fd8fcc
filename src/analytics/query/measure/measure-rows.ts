import DataLoader from 'dataloader'
import { type ExplainedStatement } from '../../../clickhouse/explained-statement.ts'
import { compile, type Sql } from '../../../clickhouse/sql.ts'
import { type Metric } from '../../../metrics-catalogue/catalogue.ts'
import { explainedNow, explaining } from '../explaining.ts'
import { type Run } from '../run-at.ts'

export type Values = Partial<Record<Metric, number | string | null>>

/** Measures metrics with a statement. `name` identifies the statement in the query log of ClickHouse. */
export type MeasureRows = (name: string, statement: StatementOf, metrics: Metric[]) => Promise<Values>

/** A statement that computes the metrics as one row. */
type StatementOf = (metrics: Metric[]) => Sql

interface Wanted {
  name: string
  statement: StatementOf
  metrics: Metric[]
  /** The same for all statements over the same rows. */
  rows: string
  /** The list for the statement, if the question is explained. */
  explained: ExplainedStatement[] | undefined
}

/** Questions of one request that measure the same rows at the same time share one statement: reading rows is expensive. */
export function createMeasureRows(run: Run): MeasureRows {
  const measured = async (wanted: Wanted[]): Promise<Values> => {
    const names = [...new Set(wanted.map(({ name }) => name))].join(' + ')
    const metrics = [...new Set(wanted.flatMap(({ metrics }) => metrics))]
    const measure = () => run<Values>(names, wanted[0]!.statement(metrics))
    const [values] = await explainingAll(wanted, measure)
    return values!
  }
  const loader = new DataLoader<Wanted, Values, Wanted>(
    all => {
      const byRows = Map.groupBy(all, ({ rows }) => rows)
      const answers = new Map([...byRows].map(([rows, wanted]) => [rows, measured(wanted)]))
      return Promise.all(all.map(({ rows }) => answers.get(rows)!.catch((error: Error) => error)))
    },
    { cache: false },
  )
  return async (name, statement, metrics) => {
    // Without metrics, two statements over the same rows have the same text. One that is refused fails only itself.
    const rows = JSON.stringify(compile(statement([])))
    const explained = explainedNow()
    const values = await loader.load({ name, statement, metrics, rows, explained })
    return Object.fromEntries(metrics.map(metric => [metric, values[metric]]))
  }
}

/** The loader runs where the first of the questions asked; each of them that is explained gets the statement. */
export async function explainingAll<Rows>(
  wanted: Pick<Wanted, 'explained'>[],
  measure: () => Promise<Rows>,
): Promise<Rows> {
  const lists = wanted.flatMap(({ explained }) => (explained ? [explained] : []))
  if (!lists.length) return measure()
  const statements: ExplainedStatement[] = []
  const rows = await explaining(statements, measure)
  for (const list of new Set(lists)) list.push(...statements)
  return rows
}
