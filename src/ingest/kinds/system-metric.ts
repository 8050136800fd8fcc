import { Field, InputType } from 'type-graphql'
import { numberOf } from '../../checks/number.ts'
import { required } from '../../checks/rejection.ts'
import { textOf } from '../../checks/text.ts'
import { JsonObject, Quantity } from '../../schema/scalars.ts'
import { type Unreadable } from '../../schema/unreadable.ts'
import { type CheckedEvent, KindInput, nameOf, sharedColumns } from './every-kind.ts'
import { type Kind } from './kind.ts'
import { type Received } from './received.ts'

@InputType({
  description:
    'A system metric: a measured value of a machine or process. It does not count as activity of a user.',
})
export class SystemMetricInput extends KindInput {
  @Field(() => String, {
    nullable: true,
    description: 'Required. The name of the metric, up to 200 characters, such as `cpu_usage`.',
  })
  name?: string | null

  @Field(() => Quantity, {
    nullable: true,
    description: 'Required. The reading, in the `unit` of the metric, such as 41.5.',
  })
  value?: number | Unreadable | null

  @Field(() => String, {
    nullable: true,
    description: 'The unit of the value, up to 50 characters, such as `percent`.',
  })
  unit?: string | null

  @Field(() => JsonObject, { nullable: true, description: 'Another name for `properties`, merged into it.' })
  labels?: Record<string, unknown> | null
}

export const systemMetric = {
  stored: 'system_metric',
  input: SystemMetricInput,
  check: checkedSystemMetric,
  mutations: { one: 'trackSystemMetric', many: 'trackSystemMetrics', list: 'systemMetrics' },
  words: { one: 'a system metric: a measured value of a machine or process', many: 'system metrics' },
} satisfies Kind<SystemMetricInput>

function checkedSystemMetric(input: SystemMetricInput, received: Received): CheckedEvent {
  const value = required(numberOf(input.value, 'value', -Number.MAX_VALUE, Number.MAX_VALUE), 'value')
  const properties = { ...input.properties, ...input.labels }
  return {
    ...sharedColumns({ ...input, properties }, received, 'system_metric', nameOf(input.name, 'name')),
    value,
    unit: textOf(input.unit, 'unit', 50),
  }
}
