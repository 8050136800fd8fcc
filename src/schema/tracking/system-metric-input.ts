import { Field, InputType } from 'type-graphql'
import { JsonObject, Quantity } from '../scalars.ts'
import { type Unreadable } from '../unreadable.ts'
import { FactInput } from './fact-input.ts'

@InputType({ description: 'A measured value of a machine or process. It is nobody’s activity.' })
export class SystemMetricInput extends FactInput {
  @Field(() => String, {
    nullable: true,
    description: 'Required. What was measured, up to 200 characters, such as `cpu_usage`.',
  })
  name?: string | null

  @Field(() => Quantity, { nullable: true, description: 'Required. The value.' })
  value?: number | Unreadable | null

  @Field(() => String, { nullable: true, description: 'The unit, up to 50 characters, such as `percent`.' })
  unit?: string | null

  @Field(() => JsonObject, { nullable: true, description: 'Another name for `properties`, merged into it.' })
  labels?: Record<string, unknown> | null
}

@InputType({ description: 'A batch of measured values.' })
export class TrackSystemMetricsInput {
  @Field(() => [SystemMetricInput], { description: '1 to 1,000 values. Each is answered for itself.' })
  systemMetrics: SystemMetricInput[]
}
