import { Field, Float, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { DateRangeInput } from './date-range-input.ts'
import { Meta } from './meta.ts'
import { Count } from './scalars.ts'
import { SegmentedArgs } from './segmented-args.ts'

export enum FunnelAttempt {
  BEST = 'BEST',
  FIRST = 'FIRST',
}

registerEnumType(FunnelAttempt, {
  name: 'FunnelAttempt',
  description: 'Which of a user’s attempts counts.',
  valuesConfig: {
    BEST: { description: 'The one that gets furthest: every event of the first step may start it.' },
    FIRST: { description: 'The one that starts with their first event of the first step in the range.' },
  },
})

export enum FunnelRangeMode {
  ENTRY = 'ENTRY',
  CLIP = 'CLIP',
}

registerEnumType(FunnelRangeMode, {
  name: 'FunnelRangeMode',
  description: 'What must lie in the range.',
  valuesConfig: {
    ENTRY: { description: 'The first step; later steps have their whole window, also after the range.' },
    CLIP: { description: 'Every step.' },
  },
})

@InputType({ description: 'One step of a funnel.' })
export class FunnelStepInput {
  @Field(() => String, { nullable: true, description: 'What to call the step. Default: its event.' })
  name?: string | null

  @Field(() => String, { description: 'The name of the event that makes the step, such as `signup`.' })
  event: string
}

@InputType({ description: 'Steps that users should take in this order.' })
export class FunnelInput extends SegmentedArgs {
  @Field(() => String, { nullable: true, description: 'What to call the funnel.' })
  name?: string | null

  @Field(() => [FunnelStepInput], {
    description: '2 to 20 steps. The same event in two steps needs two events.',
  })
  steps: FunnelStepInput[]

  @Field(() => DateRangeInput, {
    nullable: true,
    description: 'When users may enter. Default: the last 30 days.',
  })
  range?: DateRangeInput | null

  @Field(() => Int, {
    defaultValue: 14 * 86_400,
    description:
      'How long after the first step the last may come, inclusive: 1 second to 366 days. Default: 14 days.',
  })
  windowSeconds: number

  @Field(() => FunnelAttempt, { defaultValue: FunnelAttempt.BEST, description: 'Which attempt counts.' })
  attempt: FunnelAttempt

  @Field(() => FunnelRangeMode, {
    defaultValue: FunnelRangeMode.ENTRY,
    description: 'What must lie in the range.',
  })
  rangeMode: FunnelRangeMode
}

@ObjectType({ description: 'A range that holds the true rate with 95 % confidence (Wilson score interval).' })
export class RateBounds {
  @Field(() => Float, { description: 'The lower bound, 0 to 1.' })
  low: number

  @Field(() => Float, { description: 'The upper bound, 0 to 1.' })
  high: number
}

@ObjectType({ description: 'How many users reached a step, and how long it took them.' })
export class FunnelStep {
  @Field(() => String, { description: 'The name of the step.' })
  name: string

  @Field(() => String, { description: 'The event that makes the step.' })
  event: string

  @Field(() => Count, { description: 'Users who reached this step; never more than reached the one before.' })
  users: number

  @Field(() => Float, {
    nullable: true,
    description: 'Share of those who entered the funnel, 0 to 1; null when nobody did.',
  })
  rateFromFirst: number | null

  @Field(() => Float, {
    nullable: true,
    description:
      'Share of those who reached the step before, 0 to 1; null when nobody did. 1 for the first step.',
  })
  rateFromPrevious: number | null

  @Field(() => RateBounds, {
    nullable: true,
    description: '95 % confidence bounds of `rateFromPrevious`; null when nobody reached the step before.',
  })
  rateFromPreviousBounds: RateBounds | null

  @Field(() => Count, {
    description: 'Users who reached the step before and not this one; 0 for the first step.',
  })
  dropOff: number

  @Field(() => Float, {
    nullable: true,
    description:
      'Median time from the step before, in seconds; null for the first step and when nobody came.',
  })
  medianSeconds: number | null

  @Field(() => Float, { nullable: true, description: 'Mean time from the step before, in seconds.' })
  averageSeconds: number | null

  @Field(() => Float, {
    nullable: true,
    description: 'The time from the step before that nine of ten users stayed within, in seconds.',
  })
  p90Seconds: number | null
}

@ObjectType({ description: 'How users moved through the steps.' })
export class Funnel {
  @Field(() => String, { nullable: true, description: 'The name given in the question.' })
  name: string | null

  @Field(() => Count, { description: 'Users who entered: who reached the first step in the range.' })
  totalUsers: number

  @Field(() => Float, {
    nullable: true,
    description: 'Share of those who entered that reached the last step, 0 to 1; null when nobody entered.',
  })
  completionRate: number | null

  @Field(() => Count, {
    description:
      'Users who have not completed and whose latest attempt still has time left: the rates may yet rise.',
  })
  openAttempts: number

  @Field(() => [FunnelStep], { description: 'The steps, in order.' })
  steps: FunnelStep[]

  @Field(() => Meta, { description: 'When this was asked and how far it reaches.' })
  meta: Meta
}
