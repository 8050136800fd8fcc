import { Field, InputType, Int } from 'type-graphql'
import { DateRangeInput } from '../date-range-input.ts'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { FilterInput } from '../filter-input.ts'
import { BreakdownInput } from '../users/audience.ts'
import { SegmentedArgs } from '../users/segmented-args.ts'
import { EventMatchInput } from './event-match-input.ts'

export const FunnelOrder = describedEnum('FunnelOrder', 'In which order the steps have to be taken.', {
  ORDERED: 'One after the other; whatever happens between them does not matter.',
  STRICT:
    'One right after the other: any other fact between two steps ends the attempt, also a repeated step. What ' +
    'happens at one instant is not told apart.',
  UNORDERED:
    'In any order. Any step opens an attempt; row 1 counts who took at least one of the steps, row 2 who took ' +
    'at least two of them, and so on.',
})
export type FunnelOrder = EnumOf<typeof FunnelOrder>

export const FunnelUnit = describedEnum('FunnelUnit', 'What goes through a funnel and is counted.', {
  USER: 'A user.',
  SESSION:
    'A session: what has the same `sessionId`; without one, what a user did with no gap of more than 30 minutes ' +
    'between events, activities, messages and changes of conversations.',
  CONVERSATION: 'A conversation: what has the same `conversationId`.',
})
export type FunnelUnit = EnumOf<typeof FunnelUnit>

export const FunnelAttempt = describedEnum('FunnelAttempt', 'Which of a user’s attempts counts.', {
  BEST: 'The one that gets furthest: every event of the first step may start it.',
  FIRST: 'The one that starts with their first event of the first step in the range.',
})
export type FunnelAttempt = EnumOf<typeof FunnelAttempt>

export const FunnelRangeMode = describedEnum('FunnelRangeMode', 'What must lie in the range.', {
  ENTRY: 'The first step; later steps have their whole window, also after the range.',
  CLIP: 'Every step.',
})
export type FunnelRangeMode = EnumOf<typeof FunnelRangeMode>

export const ExclusionAction = describedEnum(
  'ExclusionAction',
  'What an exclusion does to the attempt that meets it.',
  {
    DROP_USER:
      'It spoils the attempt. A clean attempt that gets as far counts instead; without one the user is in no step.',
    STOP_ATTEMPT: 'The attempt ends at the last step before it.',
  },
)
export type ExclusionAction = EnumOf<typeof ExclusionAction>

export const FunnelAttribution = describedEnum(
  'FunnelAttribution',
  'Which value a user stands under, of those that the events of the steps have.',
  {
    FIRST_STEP: 'The one at the start of the attempt that counts.',
    STEP:
      'Each one that the step `step` can be taken with: the funnel once for each of its values, with only those ' +
      'who took that step. A user may stand under several.',
    FIRST_TOUCH: 'The first one that was given, whatever the step.',
    LAST_TOUCH: 'The last one that was given, whatever the step.',
    EACH_VALUE:
      'Each one: the funnel once for each value, with only the events that have it. A user may stand under several.',
  },
)
export type FunnelAttribution = EnumOf<typeof FunnelAttribution>

export const FunnelCompatibility = describedEnum(
  'FunnelCompatibility',
  'Whose switches to use where none are given. The window is never set: give the one you use there.',
  {
    POSTHOG: '`attempt: BEST`, `rangeMode: CLIP`, exclusions `DROP_USER`.',
    MIXPANEL: '`attempt: FIRST`, `rangeMode: ENTRY`, exclusions `DROP_USER`.',
    AMPLITUDE: '`attempt: BEST`, `rangeMode: ENTRY`, exclusions `DROP_USER`.',
    CLICKHOUSE:
      '`attempt: BEST`, `rangeMode: CLIP`, as `windowFunnel` does with `strict_once`: one event still serves one step.',
  },
)
export type FunnelCompatibility = EnumOf<typeof FunnelCompatibility>

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
