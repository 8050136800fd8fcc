import { ArgsType, Field, Float, ID, Int, ObjectType } from 'type-graphql'
import { DateRangeInput } from '../date-range-input.ts'
import { type ContentField } from '../definition-types.ts'
import { inputTypeOf } from '../input-type-of.ts'
import { DateTime } from '../scalars.ts'
import { Warning } from '../warning.ts'
import { AlertState } from './alert-event.ts'
import { type AlertRule, ruleFields } from './alert-input.ts'

const PreviewAlertInput = inputTypeOf(
  'PreviewAlertInput',
  'A rule to try before it is saved, such as `{ question: …, field: "metrics.messages", window: HOUR_1, condition: { above: "500" } }`.',
  Object.fromEntries(
    Object.entries<ContentField>(ruleFields).map(([name, { type, description, isOptional }]) => [
      name,
      { type: type as () => never, description, nullable: isOptional ?? false },
    ]),
  ),
)

@ArgsType()
export class PreviewAlertArgs {
  @Field(() => PreviewAlertInput, {
    nullable: true,
    description: 'The rule to try. Exactly one of `input` and `id` is given.',
  })
  input?: AlertRule | null

  @Field(() => ID, { nullable: true, description: 'The `id` of a saved alert to try, as `alerts` lists it.' })
  id?: string | null

  @Field(() => DateRangeInput, {
    nullable: true,
    description:
      'The range to try the rule in, such as `{ last: { count: 7, unit: DAY } }`. Default: the last 30 days.',
  })
  range?: DateRangeInput | null
}

@ObjectType({ description: 'A stretch of trouble that an alert would have found in a group.' })
export class PreviewEpisode {
  @Field(() => [String], {
    nullable: 'items',
    description: 'The labels of the group, such as `["gpt-4o"]`; empty without a breakdown.',
  })
  labels: (string | null)[]

  @Field(() => DateTime, {
    description: 'The end of the first window in it: the instant of the first message.',
  })
  from: Date

  @Field(() => DateTime, {
    nullable: true,
    description: 'The end of the window in which it was over; null if it goes on.',
  })
  to: Date | null

  @Field(() => AlertState, { description: 'Its worst state, such as `ALERT`; `OK` for a milestone.' })
  state: AlertState

  @Field(() => Float, {
    nullable: true,
    description: 'The lowest number in it, such as 0.05; null without data.',
  })
  lowest: number | null

  @Field(() => Float, {
    nullable: true,
    description: 'The highest number in it, such as 0.12; null without data.',
  })
  highest: number | null
}

@ObjectType({ description: 'A group with its number and its state in each window.' })
export class PreviewLine {
  @Field(() => [String], {
    nullable: 'items',
    description: 'The labels of the group, such as `["gpt-4o"]`; empty without a breakdown.',
  })
  labels: (string | null)[]

  @Field(() => [Float], {
    nullable: 'items',
    description: 'One number for each window, aligned with `timestamps`; null without data.',
  })
  values: (number | null)[]

  @Field(() => [AlertState], { description: 'One state for each window, aligned with `timestamps`.' })
  states: AlertState[]
}

@ObjectType({
  description: 'The messages that an alert would have sent in a range, and the numbers behind them.',
})
export class AlertPreview {
  @Field(() => Int, {
    description:
      'The stretches of trouble in all groups, such as 3; of a milestone, the times it was reached.',
  })
  timesFired: number

  @Field(() => Int, {
    description: 'The messages, those that tell of an end and reminders included, such as 6.',
  })
  messages: number

  @Field(() => Int, { description: 'The windows that were looked at, such as 720 hours.' })
  checks: number

  @Field(() => [DateTime], { description: 'The end of each window, oldest first.' })
  timestamps: Date[]

  @Field(() => [PreviewLine], { description: 'A line for each group, in the order of the answer.' })
  lines: PreviewLine[]

  @Field(() => [PreviewEpisode], { description: 'The stretches of trouble, oldest first.' })
  episodes: PreviewEpisode[]

  @Field(() => [Warning], {
    description: 'The reasons why checks could have seen something else, such as windows that overlap.',
  })
  caveats: Warning[]
}
