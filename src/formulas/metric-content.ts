import { type FilterInput } from '../schema/filter-input.ts'
import { type GoodWhen } from '../schema/metrics/good-when.ts'
import { type MetricDimension } from '../schema/metrics/metric-dimension.ts'
import { type MetricUnit } from '../schema/metrics/metric-unit.ts'

/** A custom metric as it is saved. */
export interface MetricContent {
  key: string
  formula: string
  /** Default: the unit of the formula. */
  unit?: MetricUnit | null
  goodWhen?: GoodWhen | null
  dimensions?: MetricDimension[] | null
  filter?: FilterInput | null
}
