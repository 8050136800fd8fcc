import { ArgsType, Field, Float, InputType, ObjectType } from 'type-graphql'
import { type SystemMetric } from '../../entities/system-metric.ts'
import { connectionOf } from '../connection.ts'
import { DateRangeInput } from '../date-range-input.ts'
import { Event, EventPageArgs } from '../overview/event.ts'
import { JsonObject } from '../scalars.ts'

@ObjectType({
  implements: Event,
  description: 'A measured value of a machine or process. `name` is that of the metric, such as `cpu_usage`.',
})
class SystemMetricValue extends Event implements Pick<SystemMetric, 'value' | 'unit'> {
  @Field(() => Float, { description: 'The measured value, in `unit`, such as 71.5.' })
  value: number

  @Field(() => String, {
    nullable: true,
    description: 'The unit of the value, such as `percent`; null if none was sent.',
  })
  unit: string | null

  @Field(() => JsonObject, {
    name: 'labels',
    nullable: true,
    description: 'The labels sent with the value, such as `{"host": "web-1"}`; the same as `properties`.',
  })
  override properties: Record<string, unknown> | null
}

export const SystemMetricValueConnection = connectionOf(SystemMetricValue, {
  article: 'A',
  one: 'value of a system metric',
  many: 'values of system metrics',
})

@InputType({ description: 'A label and its value, such as `{ key: "host", value: "web-1" }`.' })
export class LabelInput {
  @Field(() => String, { description: 'The name of the label, such as `host`.' })
  key: string

  @Field(() => String, {
    description: 'The value of the label as text, such as `web-1`, or `8080` for the number 8080.',
  })
  value: string
}

@InputType({ description: 'The values of system metrics to list; all given conditions hold together.' })
export class SystemMetricValueFilterInput {
  @Field(() => String, { nullable: true, description: 'Only values of this metric, such as `cpu_usage`.' })
  name?: string | null

  @Field(() => LabelInput, {
    nullable: true,
    description: 'Only values with this label, such as `{ key: "host", value: "web-1" }`.',
  })
  label?: LabelInput | null

  @Field(() => DateRangeInput, {
    nullable: true,
    description:
      'Only values that were measured in this range, such as `{ preset: TODAY }`; start inclusive, end exclusive.',
  })
  range?: DateRangeInput | null
}

@ArgsType()
export class SystemMetricValuesArgs extends EventPageArgs {
  @Field(() => SystemMetricValueFilterInput, {
    nullable: true,
    description:
      'Conditions that the listed values meet, all of them, such as `{ name: "cpu_usage" }`. Default: all values.',
  })
  filter?: SystemMetricValueFilterInput | null
}
