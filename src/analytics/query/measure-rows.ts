import DataLoader from 'dataloader'
import { compile, type Sql, sql } from '../../clickhouse/sql.ts'
import { type Metric } from '../../schema/metrics.ts'
import { select } from './metrics.ts'

export type Values = Partial<Record<Metric, number | string | null>>

/** The metrics over rows such as `facts where …`. `name` is what the engine's log calls the statement. */
export type MeasureRows = (name: string, rows: Sql, metrics: Metric[]) => Promise<Values>

interface Wanted {
  name: string
  rows: Sql
  metrics: Metric[]
}

/** Parts of a request that measure the same rows at the same time share one statement: rows are dear to read. */
export function createMeasureRows(run: <Row>(name: string, question: Sql) => Promise<Row[]>): MeasureRows {
  const measured = async (wanted: Wanted[]): Promise<Values> => {
    const names = [...new Set(wanted.map(({ name }) => name))].join(' + ')
    const metrics = [...new Set(wanted.flatMap(({ metrics }) => metrics))]
    const [values] = await run<Values>(names, sql`select ${select(metrics)} from ${wanted[0]!.rows}`)
    return values!
  }
  const loader = new DataLoader<Wanted, Values, Wanted>(
    all => {
      const keyOf = ({ rows }: Wanted) => JSON.stringify(compile(rows))
      const answers = new Map([...Map.groupBy(all, keyOf)].map(([key, wanted]) => [key, measured(wanted)]))
      return Promise.all(all.map(wanted => answers.get(keyOf(wanted))!.catch((error: Error) => error)))
    },
    { cache: false },
  )
  return async (name, rows, metrics) => {
    const values = await loader.load({ name, rows, metrics })
    return Object.fromEntries(metrics.map(metric => [metric, values[metric]]))
  }
}
