import { type FilterQuery, raw } from '@mikro-orm/postgresql'
import { type SystemMetric } from '../../entities/system-metric.ts'
import { checkTexts, given, within } from '../../lists/conditions.ts'
import { systemMetricListing } from '../../lists/listing.ts'
import { page } from '../../lists/page.ts'
import { type Connection } from '../../schema/connection.ts'
import {
  type LabelInput,
  type SystemMetricValueFilterInput,
  type SystemMetricValuesArgs,
} from '../../schema/performance/system-metric-value.ts'
import { checkText } from '../query/check-text.ts'
import { type QueryScope } from '../query/query-scope.ts'

/**
 * A page of values of system metrics, newest first, from PostgreSQL.
 * @throws INVALID_PAGE_SIZE outside 1 to 1,000, INVALID_CURSOR, INVALID_RANGE, INVALID_TEXT
 */
export async function systemMetricValues(
  scope: QueryScope,
  { filter, ...args }: SystemMetricValuesArgs,
): Promise<Connection<SystemMetric>> {
  return page(scope.em, systemMetricListing, conditions(scope, filter ?? {}), args)
}

function conditions({ asOf }: QueryScope, filter: SystemMetricValueFilterInput): FilterQuery<SystemMetric> {
  checkTexts(filter)
  const { name, label, range } = filter
  return {
    ...given({ name, occurredAt: within(range, asOf) }),
    ...(label && labelled(label)),
  }
}

/** Labels are compared as texts, so that `8080` finds a number as well. */
function labelled({ key, value }: LabelInput): object {
  checkText(key, 'key', 'filter.label.key')
  checkText(value, 'value', 'filter.label.value')
  return { [raw(alias => `${alias}.properties ->> ? = ?`, [key, value])]: [] }
}
