import DataLoader from 'dataloader'
import { compile, type Sql } from '../../../clickhouse/sql.ts'
import { type Metric } from '../../../metrics-catalogue/catalogue.ts'
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
}

/** Questions of one request that measure the same rows at the same time share one statement: reading rows is expensive. */
export function createMeasureRows(run: Run): MeasureRows {
  const measured = async (wanted: Wanted[]): Promise<Values> => {
    const names = [...new Set(wanted.map(({ name }) => name))].join(' + ')
    const metrics = [...new Set(wanted.flatMap(({ metrics }) => metrics))]
    const [values] = await run<Values>(names, wanted[0]!.statement(metrics))
    return values!
  }
  const loader = new DataLoader<Wanted, Values, Wanted>(
    all => {
      // Without metrics, two statements over the same rows have the same text.
      const keyOf = ({ statement }: Wanted) => JSON.stringify(compile(statement([])))
      const answers = new Map([...Map.groupBy(all, keyOf)].map(([key, wanted]) => [key, measured(wanted)]))
      return Promise.all(all.map(wanted => answers.get(keyOf(wanted))!.catch((error: Error) => error)))
    },
    { cache: false },
  )
  return async (name, statement, metrics) => {
    const values = await loader.load({ name, statement, metrics })
    return Object.fromEntries(metrics.map(metric => [metric, values[metric]]))
  }
}
