import { type SystemMetricInput } from '../schema/system-metric-input.ts'
import { type CheckedFact, checkedFact, nameOf } from './fact.ts'
import { numberOf } from './number.ts'
import { type Received } from './received.ts'
import { Rejection } from './rejection.ts'
import { textOf } from './text.ts'

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
