import { apiFields } from '../../../schema/performance/api.ts'
import { type MetricGroup } from './stats.ts'

/** Requests to endpoints. */
export const apiMetricGroup = {
  name: 'api',
  fields: apiFields,
  kind: 'api_call',
} as const satisfies MetricGroup
