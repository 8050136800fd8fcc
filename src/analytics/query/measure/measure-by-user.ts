import { sql } from '../../../clickhouse/sql.ts'
import { type Metric, type TrailingMetric } from '../../../metrics-catalogue/catalogue.ts'
import { type Query } from '../query.ts'
import { type Values } from './measure-rows.ts'
import { type Measured, partsOf } from './measured.ts'
import { perMinute } from './per-minute.ts'
import { emptyValue, select } from './select-metrics.ts'

/** The metrics of each of the users, in their order. Trailing metrics are about all users together, so they are excluded. */
export async function measureByUser(
  query: Query,
  name: string,
  measured: Measured & { users: readonly number[] },
  metrics: Exclude<Metric, TrailingMetric>[],
): Promise<Values[]> {
  const { range, users } = measured
  const parts = await Promise.all(
    partsOf(query, measured, metrics, [range.from, range.to]).map(async ({ selected, rows }) => {
      const found = await query.run<Values & { user: number }>(
        name,
        sql`select user_no as user, ${select(selected)} from ${rows} group by user`,
      )
      return new Map(found.map(({ user, ...values }) => [user, values]))
    }),
  )
  const empty = Object.fromEntries(metrics.map(metric => [metric, emptyValue(metric)]))
  return users.map(user => {
    const values: Values = Object.assign({ ...empty }, ...parts.map(part => part.get(user)))
    return perMinute(values, metrics, range, query.asOf)
  })
}
