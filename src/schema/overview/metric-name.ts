import { type Metric, metrics } from '../../metrics-catalogue/catalogue.ts'
import { describedEnum } from '../described-enum.ts'

export const metricNames = Object.keys(metrics) as Metric[]

export const MetricName = describedEnum(
  'MetricName',
  'The metrics, each under the name of the fields that show it.',
  Object.fromEntries(metricNames.map(name => [name, metrics[name].description])) as Record<Metric, string>,
)
