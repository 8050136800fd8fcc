import { Field, Float, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { BreakdownInput } from './audience.ts'
import { CalendarArgs } from './calendar-args.ts'
import { DateRangeInput } from './date-range-input.ts'
import { EventMatchInput } from './event-match-input.ts'
import { FilterInput } from './filter-input.ts'
import { Meta } from './meta.ts'
import { Count, DateTime } from './scalars.ts'

export enum FunnelOrder {
  ORDERED = 'ORDERED',
  STRICT = 'STRICT',
  UNORDERED = 'UNORDERED',
}

registerEnumType(FunnelOrder, {
  name: 'FunnelOrder',
  description: 'In which order the steps have to be taken.',
  valuesConfig: {
    ORDERED: { description: 'One after the other; whatever happens between them does not matter.' },
    STRICT: {
      description:
        'One right after the other: any other fact between two steps ends the attempt, also a repeated step. What ' +
        'happens at one instant is not told apart.',
    },
    UNORDERED: {
      description:
        'In any order. Any step opens an attempt; row 1 counts who took at least one of the steps, row 2 who took ' +
        'at least two of them, and so on.',
    },
  },
})

export enum FunnelUnit {
  USER = 'USER',
  SESSION = 'SESSION',
  CONVERSATION = 'CONVERSATION',
}

registerEnumType(FunnelUnit, {
  name: 'FunnelUnit',
  description: 'What goes through a funnel and is counted.',
  valuesConfig: {
    USER: { description: 'A user.' },
    SESSION: {
      description:
        'A session: what has the same `sessionId`; without one, what a user did with no gap of more than 30 minutes ' +
        'between events, activities, messages and changes of conversations.',
    },
    CONVERSATION: { description: 'A conversation: what has the same `conversationId`.' },
  },
})

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

export enum ExclusionAction {
  DROP_USER = 'DROP_USER',
  STOP_ATTEMPT = 'STOP_ATTEMPT',
}

registerEnumType(ExclusionAction, {
  name: 'ExclusionAction',
  description: 'What an exclusion does to the attempt that meets it.',
  valuesConfig: {
    DROP_USER: {
      description:
        'It spoils the attempt. A clean attempt that gets as far counts instead; without one the user is in no step.',
    },
    STOP_ATTEMPT: { description: 'The attempt ends at the last step before it.' },
  },
})

export enum FunnelAttribution {
  FIRST_STEP = 'FIRST_STEP',
  STEP = 'STEP',
  FIRST_TOUCH = 'FIRST_TOUCH',
  LAST_TOUCH = 'LAST_TOUCH',
  EACH_VALUE = 'EACH_VALUE',
}

registerEnumType(FunnelAttribution, {
  name: 'FunnelAttribution',
  description: 'Which value a user stands under, of those that the events of the steps have.',
  valuesConfig: {
    FIRST_STEP: { description: 'The one at the start of the attempt that counts.' },
    STEP: {
      description:
        'Each one that the step `step` can be taken with: the funnel once for each of its values, with only those ' +
        'who took that step. A user may stand under several.',
    },
    FIRST_TOUCH: { description: 'The first one that was given, whatever the step.' },
    LAST_TOUCH: { description: 'The last one that was given, whatever the step.' },
    EACH_VALUE: {
      description:
        'Each one: the funnel once for each value, with only the events that have it. A user may stand under several.',
    },
  },
})

export enum FunnelCompatibility {
  POSTHOG = 'POSTHOG',
  MIXPANEL = 'MIXPANEL',
  AMPLITUDE = 'AMPLITUDE',
  CLICKHOUSE = 'CLICKHOUSE',
}

registerEnumType(FunnelCompatibility, {
  name: 'FunnelCompatibility',
  description:
    'Whose switches to use where none are given. The window is never set: give the one you use there.',
  valuesConfig: {
    POSTHOG: { description: '`attempt: BEST`, `rangeMode: CLIP`, exclusions `DROP_USER`.' },
    MIXPANEL: { description: '`attempt: FIRST`, `rangeMode: ENTRY`, exclusions `DROP_USER`.' },
    AMPLITUDE: { description: '`attempt: BEST`, `rangeMode: ENTRY`, exclusions `DROP_USER`.' },
    CLICKHOUSE: {
      description:
        '`attempt: BEST`, `rangeMode: CLIP`, as `windowFunnel` does with `strict_once`: one event still serves one step.',
    },
  },
})

@InputType({
  description: 'One step of a funnel: exactly one of `event` and `anyOf`, or neither for any activity.',
})
export class FunnelStepInput extends EventMatchInput {
  @Field(() => String, { nullable: true, description: 'What to call the step. Default: its events.' })
  name?: string | null

  @Field(() => [EventMatchInput], {
    nullable: true,
    description:
      '1 to 10 alternatives: the step is taken with any of them. Then `event` and `filter` stay away.',
  })
  anyOf?: EventMatchInput[] | null

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Whether only the first event of its name that a user ever did can make the step. It has to pass the filter itself.',
  })
  firstTime: boolean
}

@InputType({ description: 'What must not happen between two steps.' })
export class FunnelExclusionInput extends EventMatchInput {
  @Field(() => Int, { nullable: true, description: 'The step after which it counts. Default: 1, the first.' })
  fromStep?: number | null

  @Field(() => Int, { nullable: true, description: 'The step before which it counts. Default: the last.' })
  toStep?: number | null

  @Field(() => ExclusionAction, { nullable: true, description: 'What it does. Default: `DROP_USER`.' })
  action?: ExclusionAction | null
}

@InputType({
  description: 'What to tell users apart by: exactly one of `dimension`, `property` and `trait`.',
})
export class FunnelBreakdownInput extends BreakdownInput {
  @Field(() => FunnelAttribution, {
    defaultValue: FunnelAttribution.FIRST_STEP,
    description: 'Which value a user stands under. A trait is one of the user, so that it needs none.',
  })
  attribution: FunnelAttribution

  @Field(() => Int, { nullable: true, description: 'With `attribution: STEP`: which one, 1 for the first.' })
  step?: number | null
}

@InputType({ description: 'Steps that users should take.' })
export class FunnelInput extends CalendarArgs {
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

  @Field(() => FilterInput, {
    nullable: true,
    description:
      'Which facts there are, as far as the funnel knows: for steps, exclusions, sessions, and between the steps of ' +
      'a strict one. Default: all.',
  })
  filter?: FilterInput | null

  @Field(() => Int, {
    defaultValue: 14 * 86_400,
    description:
      'How long after the first step the last may come, inclusive: 1 second to 366 days. Default: 14 days.',
  })
  windowSeconds: number

  @Field(() => FunnelOrder, {
    defaultValue: FunnelOrder.ORDERED,
    description: 'In which order the steps have to be taken.',
  })
  order: FunnelOrder

  @Field(() => FunnelUnit, {
    defaultValue: FunnelUnit.USER,
    description: 'What goes through the funnel. Where it is not users, every `users` below counts these.',
  })
  unit: FunnelUnit

  @Field(() => FunnelAttempt, {
    nullable: true,
    description: 'Which attempt counts. Default: `BEST`, or that of `compatibility`.',
  })
  attempt?: FunnelAttempt | null

  @Field(() => FunnelRangeMode, {
    nullable: true,
    description: 'What must lie in the range. Default: `ENTRY`, or that of `compatibility`.',
  })
  rangeMode?: FunnelRangeMode | null

  @Field(() => [FunnelExclusionInput], {
    nullable: true,
    description: 'Up to 10 things that must not happen between steps.',
  })
  exclusions?: FunnelExclusionInput[] | null

  @Field(() => FunnelBreakdownInput, {
    nullable: true,
    description: 'What to tell users apart by in `breakdown`. Default: nothing.',
  })
  breakdown?: FunnelBreakdownInput | null

  @Field(() => FunnelCompatibility, {
    nullable: true,
    description: 'Sets the switches that are not given as another product does.',
  })
  compatibility?: FunnelCompatibility | null
}

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
