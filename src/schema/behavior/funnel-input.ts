import { Field, InputType, Int } from 'type-graphql'
import { DateRangeInput } from '../date-range-input.ts'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { FilterInput } from '../filter-input.ts'
import { BreakdownInput } from '../users/audience.ts'
import { SegmentedArgs } from '../users/segmented-args.ts'
import { EventMatchInput } from './event-match-input.ts'

export const FunnelOrder = describedEnum('FunnelOrder', 'The order in which the steps are taken.', {
  ORDERED: 'One step after the other; other events between two steps do not matter.',
  STRICT:
    'One step directly after the other: any other event between two steps ends the attempt, and so does a repeated ' +
    'step. Events at the same millisecond have no order.',
  UNORDERED:
    'Any order. Any step starts an attempt; row 1 counts users who took at least one of the steps, row 2 at least two ' +
    'of them, and so on.',
})
export type FunnelOrder = EnumOf<typeof FunnelOrder>

export const FunnelUnit = describedEnum(
  'FunnelUnit',
  'The unit that moves through a funnel and is counted.',
  {
    USER: 'A user, over all sessions and conversations.',
    SESSION:
      'A session: the events of a user with the same `sessionId`. Events of nobody join it if exactly one user has the ' +
      'id. Events without one form a session per user, which ends with a gap of more than 30 minutes between custom ' +
      'events, activities, messages and conversation changes.',
    CONVERSATION: 'A conversation: the events with the same `conversationId`.',
  },
)
export type FunnelUnit = EnumOf<typeof FunnelUnit>

export const FunnelAttempt = describedEnum(
  'FunnelAttempt',
  'The attempt that counts for a user with several.',
  {
    BEST: 'The attempt that gets furthest: every event of the first step may start one.',
    FIRST: 'The attempt that starts with the user’s first event of the first step in the range.',
  },
)
export type FunnelAttempt = EnumOf<typeof FunnelAttempt>

export const FunnelRangeMode = describedEnum('FunnelRangeMode', 'The steps that must lie in the range.', {
  ENTRY: 'Only the first step; later steps may follow after the range, within the conversion window.',
  CLIP: 'Every step must lie in the range.',
})
export type FunnelRangeMode = EnumOf<typeof FunnelRangeMode>

export const ExclusionAction = describedEnum(
  'ExclusionAction',
  'The effect of an exclusion event on an attempt.',
  {
    DROP_USER:
      'The attempt does not count. An attempt that gets as far without an exclusion event counts instead; without one ' +
      'the user is in no step.',
    STOP_ATTEMPT: 'The attempt ends at the last step before the exclusion event.',
  },
)
export type ExclusionAction = EnumOf<typeof ExclusionAction>

export const FunnelAttribution = describedEnum(
  'FunnelAttribution',
  'The breakdown value that a user counts under, if the events of the steps have several.',
  {
    FIRST_STEP: 'The value at the start of the attempt that counts.',
    STEP:
      'Every value with which the user can take the step number `step`. The funnel is computed once per value and ' +
      'counts only users who took that step. A user may count under several values.',
    FIRST_TOUCH: 'The first value in the user’s events, at any step.',
    LAST_TOUCH: 'The last value in the user’s events, at any step.',
    EACH_VALUE:
      'Every value of the user. The funnel is computed once per value from the events that have it. A user may count ' +
      'under several values.',
  },
)
export type FunnelAttribution = EnumOf<typeof FunnelAttribution>

export const FunnelCompatibility = describedEnum(
  'FunnelCompatibility',
  'The product whose defaults apply to `attempt`, `rangeMode` and exclusions. The conversion window has no preset: ' +
    'set `windowSeconds` to the window you use there.',
  {
    POSTHOG: '`attempt: BEST`, `rangeMode: CLIP`, exclusions `DROP_USER`.',
    MIXPANEL: '`attempt: FIRST`, `rangeMode: ENTRY`, exclusions `DROP_USER`.',
    AMPLITUDE: '`attempt: BEST`, `rangeMode: ENTRY`, exclusions `DROP_USER`.',
    CLICKHOUSE:
      '`attempt: BEST`, `rangeMode: CLIP`, like `windowFunnel` with `strict_once`: one event still serves one step.',
  },
)
export type FunnelCompatibility = EnumOf<typeof FunnelCompatibility>

@InputType({
  description:
    'One step of a funnel: one of `event` and `anyOf`. Without both, any active event makes the step.',
})
export class FunnelStepInput extends EventMatchInput {
  @Field(() => String, {
    nullable: true,
    description: 'The label of the step in the answer. Default: the names of its events.',
  })
  name?: string | null

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Whether only the user’s first event of its name in all history can make the step. This event must pass the ' +
      'filter as well.',
  })
  firstTime: boolean
}

@InputType({ description: 'An event that must not happen between two steps.' })
export class FunnelExclusionInput extends EventMatchInput {
  @Field(() => Int, {
    nullable: true,
    description: 'The step after which the exclusion applies, counted from 1. Default: 1, the first.',
  })
  fromStep?: number | null

  @Field(() => Int, {
    nullable: true,
    description: 'The step before which the exclusion applies, counted from 1. Default: the last.',
  })
  toStep?: number | null

  @Field(() => ExclusionAction, {
    nullable: true,
    description: 'The effect on the attempt. Default: `DROP_USER`.',
  })
  action?: ExclusionAction | null
}

@InputType({
  description: 'The breakdown of a funnel: exactly one of `dimension`, `property` and `trait`.',
})
export class FunnelBreakdownInput extends BreakdownInput {
  @Field(() => FunnelAttribution, {
    defaultValue: FunnelAttribution.FIRST_STEP,
    description:
      'The value that a user counts under, if there are several. A trait needs none: a user has one value of it.',
  })
  attribution: FunnelAttribution

  @Field(() => Int, {
    nullable: true,
    description: 'The number of the step for `attribution: STEP`, 1 for the first.',
  })
  step?: number | null
}

@InputType({ description: 'A funnel: the steps, their order and the conversion window.' })
export class FunnelInput extends SegmentedArgs {
  @Field(() => String, { nullable: true, description: 'The label of the funnel in the answer.' })
  name?: string | null

  @Field(() => [FunnelStepInput], {
    description: '2 to 20 steps. An event serves one step: the same event in two steps has to happen twice.',
  })
  steps: FunnelStepInput[]

  @Field(() => DateRangeInput, {
    nullable: true,
    description: 'The range in which users enter the funnel. Default: the last 30 days.',
  })
  range?: DateRangeInput | null

  @Field(() => FilterInput, {
    nullable: true,
    description:
      'The events that the funnel uses: for steps, exclusions and sessions, and between the steps of a `STRICT` funnel. ' +
      'Default: all events.',
  })
  filter?: FilterInput | null

  @Field(() => Int, {
    defaultValue: 14 * 86_400,
    description:
      'The conversion window: the longest time from the first step to the last, inclusive, 1 second to 366 days. ' +
      'Default: 14 days.',
  })
  windowSeconds: number

  @Field(() => FunnelOrder, {
    defaultValue: FunnelOrder.ORDERED,
    description: 'The order in which the steps are taken.',
  })
  order: FunnelOrder

  @Field(() => FunnelUnit, {
    defaultValue: FunnelUnit.USER,
    description: 'The unit that moves through the funnel. Every field named `users` counts this unit.',
  })
  unit: FunnelUnit

  @Field(() => FunnelAttempt, {
    nullable: true,
    description:
      'The attempt that counts for a user with several. Default: `BEST`, or the one of `compatibility`.',
  })
  attempt?: FunnelAttempt | null

  @Field(() => FunnelRangeMode, {
    nullable: true,
    description: 'The steps that must lie in the range. Default: `ENTRY`, or the one of `compatibility`.',
  })
  rangeMode?: FunnelRangeMode | null

  @Field(() => [FunnelExclusionInput], {
    nullable: true,
    description: 'Up to 10 events that must not happen between two steps.',
  })
  exclusions?: FunnelExclusionInput[] | null

  @Field(() => FunnelBreakdownInput, {
    nullable: true,
    description: 'The breakdown for the field `breakdown`. Default: no breakdown.',
  })
  breakdown?: FunnelBreakdownInput | null

  @Field(() => FunnelCompatibility, {
    nullable: true,
    description:
      'The product whose defaults apply where `attempt`, `rangeMode` or an exclusion’s `action` is not given.',
  })
  compatibility?: FunnelCompatibility | null
}
