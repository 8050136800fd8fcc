import { useQuery } from 'urql'
import { type Format } from '../../format/numbers.ts'
import { formatOf } from '../../format/units.ts'
import { MetricDefinitions } from './definitions.graphql.ts'

/**
 * How the numbers of a metric are written, by its key or by its field in an answer, such as `metrics.errorRate`: with the unit that the
 * metric catalogue says. Numbers of other fields are written as they are.
 */
export function useFormats(): (metric: string) => Format {
  const [{ data }] = useQuery({ query: MetricDefinitions })
  return metric => {
    const key = metric.replace(/^metrics\./, '')
    return formatOf(data?.metrics?.find(each => each.key === key)?.unit ?? '')
  }
}
