import { ArgsType, Field, Float, ID, ObjectType } from 'type-graphql'
import { connectionOf } from '../connection.ts'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { PageArgs } from '../page-args.ts'
import { DateTime } from '../scalars.ts'
import { AlertNumber } from './alert-number.ts'

export const AlertState = describedEnum(
  'AlertState',
  'The outcome of the latest checks, for an alert or for one of its groups.',
  {
    UNKNOWN: 'No check has decided it yet.',
    OK: 'The condition is not met.',
    WARNING: 'The number has passed `warning`, not the bound of the condition.',
    ALERT: 'The condition is met, as often in a row as `forChecks` says.',
    NO_DATA: 'The last window had no number, such as a rate without events.',
    PAUSED: 'No check runs, because somebody has set `isPaused`.',
    INVALID:
      'The alert cannot be checked any more; `error` has the reason. Saving it again starts its checks.',
  },
)
export type AlertState = EnumOf<typeof AlertState>

export const AlertEventKind = describedEnum(
  'AlertEventKind',
  'The reason for an entry in the history of an alert.',
  {
    CHANGED: 'The state of a group is another one than before.',
    REMINDED: 'The state is the same, and a message was due again.',
    TOLD_LATER: 'A message that quiet hours or a snooze had held was sent.',
    MILESTONE: 'The number is at or above the next of the numbers to be told about.',
    INVALID: 'The alert cannot be checked any more.',
    CLOSED: 'The alert was changed or paused while it was firing.',
    ACKNOWLEDGED: 'Somebody has taken it on: there are no more reminders.',
    SNOOZED: 'Somebody has silenced the alert until a time, or ended that.',
    TESTED: 'A test message was sent.',
  },
)
export type AlertEventKind = EnumOf<typeof AlertEventKind>

@ObjectType({ description: 'An entry in the history of an alert, with the numbers of the check.' })
class AlertEvent extends AlertNumber {
  @Field(() => ID, { description: 'The number of the entry, which later ones exceed.' })
  id: string

  @Field(() => ID, { description: 'The `id` under which `alerts` lists the alert, such as 42.' })
  alertId: string

  @Field(() => [String], {
    nullable: 'items',
    description:
      'The labels of the group, such as `["gpt-4o"]`; empty without a breakdown, and for the whole alert.',
  })
  labels: (string | null)[]

  @Field(() => DateTime, { description: 'The instant of the check or of the change.' })
  at: Date

  @Field(() => AlertEventKind, { description: 'The reason for the entry, such as `CHANGED`.' })
  kind: AlertEventKind

  @Field(() => AlertState, {
    nullable: true,
    description: 'The state since then, such as `ALERT`; null for something that somebody did.',
  })
  state: AlertState | null

  @Field(() => AlertState, {
    nullable: true,
    description: 'The state before, such as `OK`; null for something that somebody did.',
  })
  previousState: AlertState | null

  @Field(() => DateTime, {
    nullable: true,
    description: 'The start of the window of the check (inclusive); null for something that somebody did.',
  })
  windowFrom: Date | null

  @Field(() => DateTime, {
    nullable: true,
    description: 'The end of the window of the check (exclusive); null for something that somebody did.',
  })
  windowTo: Date | null

  @Field(() => Float, {
    nullable: true,
    description: 'The milestone that was reached, such as 1000; null for other entries.',
  })
  milestone: number | null

  @Field(() => Boolean, { description: 'Whether a message was sent, such as false in quiet hours.' })
  isTold: boolean

  @Field(() => String, {
    nullable: true,
    description: 'The subject (`sub`) of the token of somebody who did this; null for a check.',
  })
  subject: string | null

  @Field(() => String, {
    nullable: true,
    description: 'A remark, such as the reason of `INVALID` or the end of a snooze; null if there is none.',
  })
  note: string | null
}

export const AlertEventConnection = connectionOf(AlertEvent, {
  article: 'An',
  one: 'entry',
  many: 'entries in the history of alerts',
})

@ArgsType()
export class AlertEventsArgs extends PageArgs {
  @Field(() => ID, {
    nullable: true,
    description:
      'The `id` of an alert, as `alerts` lists it. Default: the entries of all alerts of the project.',
  })
  alertId?: string | null
}
