import { numberOf } from '../checks/number.ts'
import { Rejection } from '../checks/rejection.ts'
import { textOf } from '../checks/text.ts'
import { type SystemMetricInput } from '../schema/tracking/system-metric-input.ts'
import { type CheckedFact, checkedFact, nameOf } from './fact.ts'
import { type Received } from './received.ts'

/** @throws Rejection naming the field that is wrong */
export function checkedSystemMetric(input: SystemMetricInput, received: Received): CheckedFact {
  const value = numberOf(input.value, 'value', -Number.MAX_VALUE, Number.MAX_VALUE)
  if (value === null) throw new Rejection('REQUIRED', 'value', 'value is missing.')
  const properties = { ...input.properties, ...input.labels }
  return {
    ...checkedFact({ ...input, properties }, 'system_metric', nameOf(input.name, 'name'), received),
    value,
    unit: textOf(input.unit, 'unit', 50),
  }
}
