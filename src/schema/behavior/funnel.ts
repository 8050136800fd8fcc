import { Field, Float, ObjectType } from 'type-graphql'
import { Meta } from '../meta.ts'
import { Count, DateTime } from '../scalars.ts'

@ObjectType({ description: 'A range that holds the true rate with 95 % confidence (Wilson score interval).' })
export class RateBounds {
  @Field(() => Float, { description: 'The lower bound, 0 to 1.' })
  low: number

  @Field(() => Float, { description: 'The upper bound, 0 to 1.' })
  high: number
}

/** How many users reached a step, and how long it took them. */
@ObjectType()
abstract class StepNumbers {
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

  @Field(() => String, { description: 'The name of the step.' })
  name: string
}

@ObjectType({ description: 'How many users reached a step, and how long it took them.' })
export class FunnelStep extends StepNumbers {
  @Field(() => String, {
    nullable: true,
    description: 'The event that makes the step; null for any activity and where several events do.',
  })
  event: string | null
}

@ObjectType({ description: 'How many users of a part reached a step, and how long it took them.' })
export class FunnelPartStep extends StepNumbers {}

/** How users moved through the steps, all of them or a part. */
@ObjectType()
export abstract class FunnelNumbers {
  @Field(() => Count, { description: 'Users who entered: who reached the first step in the range.' })
  totalUsers: number

  @Field(() => Float, {
    nullable: true,
    description: 'Share of those who entered that reached the last step, 0 to 1; null when nobody entered.',
  })
  completionRate: number | null

  @Field(() => Count, {
    description:
      'Users who have not completed and who have an attempt that may still go on: the rates may yet rise.',
  })
  openAttempts: number

  @Field(() => Float, {
    nullable: true,
    description: 'Median time from the first step to the last, in seconds; null when nobody completed.',
  })
  medianSeconds: number | null

  @Field(() => Float, {
    nullable: true,
    description: 'Mean time from the first step to the last, in seconds.',
  })
  averageSeconds: number | null

  @Field(() => Float, {
    nullable: true,
    description: 'The time from the first step to the last that nine of ten users stayed within, in seconds.',
  })
  p90Seconds: number | null
}

@ObjectType({ description: 'How users moved through the steps.' })
export class Funnel extends FunnelNumbers {
  @Field(() => String, { nullable: true, description: 'The name given in the question.' })
  name: string | null

  @Field(() => [FunnelStep], { description: 'The steps, in order.' })
  steps: FunnelStep[]

  @Field(() => Meta, { description: 'When this was asked and how far it reaches.' })
  meta: Meta
}

@ObjectType({ description: 'The funnel of those who entered in one bucket.' })
export class FunnelTrendBucket extends FunnelNumbers {
  @Field(() => DateTime, { description: 'When the bucket begins.' })
  start: Date

  @Field(() => DateTime, { description: 'When it ends: the start of the next one.' })
  end: Date

  @Field(() => Boolean, {
    description:
      'Whether every attempt that began in it has run out of time: its numbers change only with late facts.',
  })
  isComplete: boolean

  @Field(() => [FunnelPartStep], { description: 'The steps, in order.' })
  steps: FunnelPartStep[]
}

@ObjectType({ description: 'The funnel of those with one value.' })
export class FunnelBreakdown extends FunnelNumbers {
  @Field(() => String, {
    nullable: true,
    description: 'The value; null where none was given, and for all others.',
  })
  value: string | null

  @Field(() => Boolean, { description: 'Whether these are all the values that are not shown, together.' })
  isOther: boolean

  @Field(() => [FunnelPartStep], { description: 'The steps, in order.' })
  steps: FunnelPartStep[]
}

@ObjectType({ description: 'How many users took so long.' })
export class TimeToConvertBucket {
  @Field(() => Float, { description: 'The shortest time, in seconds.' })
  fromSeconds: number

  @Field(() => Float, { description: 'The first time that is too long; in the last bucket it still counts.' })
  toSeconds: number

  @Field(() => Count, { description: 'How many users.' })
  users: number
}

@ObjectType({ description: 'How long users took from one step to another.' })
export class TimeToConvert {
  @Field(() => Count, { description: 'Users who reached the later step.' })
  users: number

  @Field(() => Float, { nullable: true, description: 'Median, in seconds; null when nobody did.' })
  medianSeconds: number | null

  @Field(() => Float, { nullable: true, description: 'Mean, in seconds.' })
  averageSeconds: number | null

  @Field(() => Float, { nullable: true, description: 'What nine of ten stayed within, in seconds.' })
  p90Seconds: number | null

  @Field(() => [TimeToConvertBucket], {
    description:
      'Histogram of equal widths in whole seconds, from the shortest time to the longest; empty when nobody did.',
  })
  buckets: TimeToConvertBucket[]
}
