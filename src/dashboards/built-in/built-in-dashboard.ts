import { type Metric } from '../../metrics-catalogue/catalogue.ts'
import { type DashboardInput, type WidgetInput } from '../../schema/dashboards/dashboard-input.ts'
import { type Dimension } from '../../schema/filter-input.ts'

/** A dashboard as a client would send it: enums and instants are texts, and fields with a default may be absent. */
export interface BuiltInDashboard extends Pick<DashboardInput, 'range' | 'compare'> {
  name: string
  description: string
  widgets: BuiltInWidget[]
}

interface BuiltInWidget extends Pick<WidgetInput, 'key' | 'title' | 'kind' | 'text' | 'layout'> {
  question: object
}

/** A number over the whole range. */
export const number = (key: string, title: string, name: Metric): BuiltInWidget => ({
  key,
  title,
  kind: 'METRIC',
  question: { measure: { metrics: [{ name }] } },
})

/** Metrics for each day of the range. */
export const byDay = (key: string, title: string, ...names: Metric[]): BuiltInWidget => ({
  key,
  title,
  kind: 'LINE',
  question: { measure: { metrics: refs(names), interval: 'DAY' } },
})

/** Metrics for each value of a dimension, the largest first. */
export const groups = (
  key: string,
  title: string,
  dimension: Dimension,
  ...names: Metric[]
): BuiltInWidget => ({
  key,
  title,
  kind: 'TABLE',
  question: { measure: { metrics: refs(names), by: [{ dimension }] } },
})

const refs = (names: Metric[]) => names.map(name => ({ name }))
