import { Field, InputType, Int } from 'type-graphql'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { FilterInput } from '../filter-input.ts'
import { SharedInput, WithFormerRange } from '../question-args.ts'
import { BreakdownInput } from '../users/audience.ts'
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
  'The choice among several attempts of one user: the first one, or the one that gets furthest.',
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

export const FunnelTies = describedEnum('FunnelTies', 'The order of events at the same millisecond.', {
  STEP_ORDER:
    'The order of the lowest step that an event matches. So B and C at one instant take the steps B → C, whatever their ' +
    'order in the log; but the second A of `A A B` at one instant does not take the last step of A → B → A.',
  ANY_ORDER:
    'Any order, the one that gets furthest; an event still serves one step. `A A B` at one instant takes all steps of ' +
    'A → B → A. At most six different steps may match the same event.',
})
export type FunnelTies = EnumOf<typeof FunnelTies>

export const FirstTimeOf = describedEnum('FirstTimeOf', 'The event that is a user’s first time.', {
  NAME: 'The first event of that name in all history. It makes the step only if it passes the filters as well.',
  MATCH:
    'The first event in all history that passes the filters: those of the step, and the one of the funnel. Earlier ' +
    'events that fail them do not matter.',
})
export type FirstTimeOf = EnumOf<typeof FirstTimeOf>

export const ExclusionAction = describedEnum(
  'ExclusionAction',
  'The effect of an exclusion event on an attempt.',
  {
    DROP_USER:
      'The attempt does not count. An attempt that gets as far without an exclusion event counts instead; without one ' +
      'the user is in no step.',
    DROP_ATTEMPT:
      'The attempt does not count, however far it gets. The best of the user’s other attempts counts, even if it gets ' +
      'less far. With `attempt: FIRST` there is no other one.',
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
  'The product whose defaults apply to `attempt`, `rangeMode`, `ties` and exclusions. The conversion window has no preset: ' +
    'set `windowSeconds` to the window you use there.',
  {
    POSTHOG:
      '`attempt: BEST`, `rangeMode: CLIP`, `ties: ANY_ORDER`, exclusions `DROP_USER`; with `order: UNORDERED` exclusions ' +
      '`DROP_ATTEMPT`.',
    MIXPANEL: '`attempt: FIRST`, `rangeMode: ENTRY`, `ties: STEP_ORDER`, exclusions `DROP_USER`.',
    AMPLITUDE: '`attempt: BEST`, `rangeMode: ENTRY`, `ties: STEP_ORDER`, exclusions `DROP_USER`.',
    CLICKHOUSE:
      '`attempt: BEST`, `rangeMode: CLIP`, `ties: ANY_ORDER`, exclusions `DROP_USER`: like `windowFunnel` with ' +
      '`strict_once`, so that one event still serves one step.',
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
      'Whether only the user’s first event in all history can make the step: the first of its name, which must pass the ' +
      'filter as well. `firstTimeOf` changes that.',
  })
  firstTime: boolean

  @Field(() => FirstTimeOf, {
    nullable: true,
    description:
      'The event that `firstTime` means, such as `MATCH` for the first purchase of the plan `pro`. Default: `NAME`. With ' +
      '`anyOf` each alternative has its own first event.',
  })
  firstTimeOf?: FirstTimeOf | null
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
    description: 'The effect on the attempt. Default: `DROP_USER`, or the one of `compatibility`.',
  })
  action?: ExclusionAction | null
}

@InputType({
  description:
    'The breakdown of a funnel: exactly one of `dimension`, `property`, `trait` and `by`, such as `{ property: "plan" }`.',
})
export class FunnelBreakdownInput extends BreakdownInput {
  @Field(() => [BreakdownInput], {
    nullable: true,
    description:
      '1 to 3 things to break down by: users count under each combination of their values, such as ' +
      '`[{ property: "plan" }, { dimension: CHANNEL }]`.',
  })
  by?: BreakdownInput[] | null

  @Field(() => Int, {
    defaultValue: 25,
    description:
      'The number of groups, 1 to 100, those with the most users that entered. All other values form one more group.',
  })
  first: number

  @Field(() => FunnelAttribution, {
    defaultValue: FunnelAttribution.FIRST_STEP,
    description:
      'The value that a user counts under, if there are several. A combination of values is that of one event. A trait ' +
      'needs none: a user has one value of it.',
  })
  attribution: FunnelAttribution

  @Field(() => Int, {
    nullable: true,
    description: 'The number of the step for `attribution: STEP`, 1 for the first.',
  })
  step?: number | null
}

@InputType({ description: 'A funnel: the steps, their order and the conversion window.' })
@WithFormerRange('The range in which users enter the funnel. Default: the last 30 days.')
export class FunnelInput extends SharedInput {
  @Field(() => String, {
    nullable: true,
    description: 'A label that the answer repeats, such as `Signup to message`. Default: none.',
  })
  name?: string | null

  @Field(() => [FunnelStepInput], {
    description: '1 to 20 steps. An event serves one step: the same event in two steps has to happen twice.',
  })
  steps: FunnelStepInput[]

  @Field(() => FilterInput, {
    nullable: true,
    description:
      'The events that the funnel uses: for steps, exclusions and sessions, and between the steps of a `STRICT` funnel. ' +
      'Default: all events.',
  })
  override filter?: FilterInput | null

  @Field(() => Int, {
    defaultValue: 14 * 86_400,
    description:
      'The conversion window: the longest time from the first step to the last, inclusive, 1 second to ten years ' +
      '(3,653 days). Default: 14 days.',
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

  @Field(() => FunnelTies, {
    nullable: true,
    description:
      'The order of events at the same millisecond, for steps in order. Default: `STEP_ORDER`, or the one of ' +
      '`compatibility`, unless more than six of the steps may match the same event.',
  })
  ties?: FunnelTies | null

  @Field(() => [FunnelExclusionInput], {
    nullable: true,
    description: 'Up to 10 events that must not happen between two steps.',
  })
  exclusions?: FunnelExclusionInput[] | null

  @Field(() => FunnelBreakdownInput, {
    nullable: true,
    description:
      'The values to break the funnel down by, such as `{ dimension: CHANNEL }`; select `breakdown` too. Default: none.',
  })
  breakdown?: FunnelBreakdownInput | null

  @Field(() => FunnelCompatibility, {
    nullable: true,
    description:
      'The product whose defaults apply where `attempt`, `rangeMode`, `ties` or an exclusion’s `action` is not given.',
  })
  compatibility?: FunnelCompatibility | null
}
