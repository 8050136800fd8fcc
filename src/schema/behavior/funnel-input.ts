import { Field, InputType, Int, registerEnumType } from 'type-graphql'
import { DateRangeInput } from '../date-range-input.ts'
import { FilterInput } from '../filter-input.ts'
import { BreakdownInput } from '../users/audience.ts'
import { SegmentedArgs } from '../users/segmented-args.ts'
import { EventMatchInput } from './event-match-input.ts'

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
