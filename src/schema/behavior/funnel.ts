import { Field, Float, InterfaceType, ObjectType } from 'type-graphql'
import { Change } from '../compare.ts'
import { Meta } from '../meta.ts'
import { Bucket } from '../numbers.ts'
import { Count } from '../scalars.ts'

@ObjectType({ description: 'A 95 % confidence interval of a rate (Wilson score interval).' })
export class RateBounds {
  @Field(() => Float, {
    description: 'The lower bound of the 95 % interval, a share of 0 to 1, such as 0.31.',
  })
  low: number

  @Field(() => Float, { description: 'The upper bound, 0 to 1.' })
  high: number
}

@InterfaceType({ description: 'A step of a funnel: the users who reached it and the time they took.' })
abstract class FunnelStepMeasures {
  @Field(() => Count, {
    description: 'Users who reached this step; never more than reached the previous step.',
  })
  users: number

  @Field(() => Float, {
    nullable: true,
    description: 'The users as a share of all users who entered the funnel, 0 to 1; null if no user entered.',
  })
  rateFromFirst: number | null

  @Field(() => Float, {
    nullable: true,
    description:
      'The conversion rate from the previous step, 0 to 1; 1 for the first step, null if no user reached the previous ' +
      'step.',
  })
  rateFromPrevious: number | null

  @Field(() => RateBounds, {
    nullable: true,
    description:
      'The 95 % confidence interval of `rateFromPrevious`; null if no user reached the previous step.',
  })
  rateFromPreviousBounds: RateBounds | null

  @Field(() => Count, {
    description: 'Users who reached the previous step and not this one; 0 for the first step.',
  })
  dropOff: number

  @Field(() => Float, {
    nullable: true,
    description:
      'Median time from the previous step, in seconds; null for the first step and for a step without users.',
  })
  medianSeconds: number | null

  @Field(() => Float, {
    nullable: true,
    description:
      'Arithmetic mean of the time from the previous step, in seconds, such as 95.5; null if no user reached the step.',
  })
  averageSeconds: number | null

  @Field(() => Float, {
    nullable: true,
    description: '90th percentile of the time from the previous step, in seconds.',
  })
  p90Seconds: number | null

  @Field(() => String, {
    description: 'The `label` of the step, or else the names of its events, such as `signup`.',
  })
  name: string
}

@ObjectType({
  description: 'One step of a funnel: the users who reached it and the time they took.',
  implements: FunnelStepMeasures,
})
export class FunnelStep extends FunnelStepMeasures {
  @Field(() => String, {
    nullable: true,
    description:
      'The event that makes the step; null for any active event, and if several events make the step.',
  })
  event: string | null

  @Field(() => [Change], {
    description:
      'The change of each selected number of the step from the range in `compare`, such as `users`; empty without ' +
      '`compare`.',
  })
  changes: Change[]
}

@ObjectType({
  description:
    'One step of a part of a funnel, such as a breakdown value: the users who reached it and the time they took.',
  implements: FunnelStepMeasures,
})
export class FunnelPartStep extends FunnelStepMeasures {}

@InterfaceType({ description: 'The conversion of all users through a funnel, or of a part of them.' })
export abstract class FunnelMeasures {
  @Field(() => Count, {
    description: 'Users who entered the funnel: they reached the first step in the range.',
  })
  totalUsers: number

  @Field(() => Float, {
    nullable: true,
    description: 'The conversion rate from the first step to the last, 0 to 1; null if no user entered.',
  })
  completionRate: number | null

  @Field(() => Count, {
    description:
      'Users who have not completed the funnel and have an attempt within its conversion window: the rates may still ' +
      'rise.',
  })
  openAttempts: number

  @Field(() => Float, {
    nullable: true,
    description:
      'Median time from the first step to the last, in seconds; null if no user completed the funnel.',
  })
  medianSeconds: number | null

  @Field(() => Float, {
    nullable: true,
    description: 'Mean time from the first step to the last, in seconds.',
  })
  averageSeconds: number | null

  @Field(() => Float, {
    nullable: true,
    description: '90th percentile of the time from the first step to the last, in seconds.',
  })
  p90Seconds: number | null
}

@ObjectType({
  description: 'A funnel: the users who moved through the steps, and the conversion rates.',
  implements: FunnelMeasures,
})
export class Funnel extends FunnelMeasures {
  @Field(() => String, {
    nullable: true,
    description: '`name` of the input, such as `Signup to message`; null if the question gave none.',
  })
  name: string | null

  @Field(() => [FunnelStep], {
    description: 'The steps in the order of the question, each with its users, rates and times.',
  })
  steps: FunnelStep[]

  @Field(() => Funnel, {
    nullable: true,
    description: 'The same funnel over the range in `compare`; null without `compare`.',
  })
  previous: Funnel | null

  @Field(() => [Change], {
    description:
      'The change of each selected number of the funnel from the range in `compare`, such as `completionRate`; empty ' +
      'without `compare`.',
  })
  changes: Change[]

  @Field(() => Meta, { description: 'The time of the question and how complete the answer is.' })
  meta: Meta
}

@ObjectType({
  description: 'The funnel of the users who entered in one bucket.',
  implements: [FunnelMeasures, Bucket],
})
export class FunnelTrendBucket extends FunnelMeasures implements Bucket {
  start: Date
  end: Date

  @Field(() => Boolean, {
    description:
      'Whether the conversion window of every attempt that began in the bucket has passed: only late events can change ' +
      'its numbers.',
  })
  isComplete: boolean

  @Field(() => [FunnelPartStep], {
    description: 'The steps in the order of the question, each with its users, rates and times.',
  })
  steps: FunnelPartStep[]
}

@ObjectType({
  description: 'The same funnel for the users who have one breakdown value, such as `web`.',
  implements: FunnelMeasures,
})
export class FunnelBreakdown extends FunnelMeasures {
  @Field(() => String, {
    nullable: true,
    description:
      'The breakdown value, with several of them the first one of `values`; null for users without a value, and for the ' +
      'group of all other values.',
  })
  value: string | null

  @Field(() => [String], {
    nullable: 'items',
    description:
      'The breakdown values in the order of `breakdown { by }`, such as `["pro", "web"]`; null where users have none. ' +
      'Empty for the group of all other values.',
  })
  values: (string | null)[]

  @Field(() => Boolean, {
    description:
      'True for one group at most: all values beyond `first` together, in which each user counts once.',
  })
  isOther: boolean

  @Field(() => [FunnelPartStep], {
    description: 'The steps in the order of the question, each with its users, rates and times.',
  })
  steps: FunnelPartStep[]
}

@ObjectType({ description: 'One bar of the histogram: the users whose conversion took a certain time.' })
export class TimeToConvertBucket {
  @Field(() => Float, { description: 'The shortest time in the bar, in seconds (inclusive).' })
  fromSeconds: number

  @Field(() => Float, {
    description: 'The end of the bar, in seconds (exclusive; inclusive in the last bar).',
  })
  toSeconds: number

  @Field(() => Count, {
    description: 'Users whose time to convert lies between `fromSeconds` and `toSeconds`.',
  })
  users: number
}

@ObjectType({ description: 'The time that users took from one step to a later one.' })
export class TimeToConvert {
  @Field(() => Count, { description: 'Users who reached the later step.' })
  users: number

  @Field(() => Float, {
    nullable: true,
    description: 'Median time, in seconds; null if no user reached the later step.',
  })
  medianSeconds: number | null

  @Field(() => Float, {
    nullable: true,
    description:
      'Arithmetic mean of the time, in seconds, such as 95.5; null if no user reached the later step.',
  })
  averageSeconds: number | null

  @Field(() => Float, { nullable: true, description: '90th percentile of the time, in seconds.' })
  p90Seconds: number | null

  @Field(() => [TimeToConvertBucket], {
    description:
      'A histogram with bars of equal width in whole seconds, from the shortest time to the longest; empty if no user ' +
      'reached the later step.',
  })
  buckets: TimeToConvertBucket[]
}
