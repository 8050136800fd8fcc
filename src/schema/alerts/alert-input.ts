import { Field, ID, InputType, Int } from 'type-graphql'
import { type ContentField } from '../definition-types.ts'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { OneOf } from '../one-of.ts'
import { QuestionInput } from '../questions/question-input.ts'
import { Weekday } from '../reports/schedule-input.ts'
import { Decimal } from '../scalars.ts'
import { Severity } from '../severity.ts'
import { AlertConditionInput } from './condition-input.ts'

export const AlertWindow = describedEnum(
  'AlertWindow',
  'The length of the time that a number is about, in hours that pass: a day has 24.',
  {
    MINUTES_5: '300 seconds, by default checked every minute.',
    MINUTES_10: '600 seconds, by default checked every 2 minutes.',
    MINUTES_15: '900 seconds, by default checked every 3 minutes.',
    MINUTES_30: '1800 seconds, by default checked every 6 minutes.',
    HOUR_1: '3,600 seconds, by default checked every 12 minutes.',
    HOURS_2: '7,200 seconds, by default checked every 24 minutes.',
    HOURS_4: '14,400 seconds, by default checked every 48 minutes.',
    DAY_1: '24 hours, by default checked every 288 minutes.',
    WEEK_1: '7 times 24 hours, by default checked once a day.',
  },
)
export type AlertWindow = EnumOf<typeof AlertWindow>

const NoData = describedEnum(
  'NoData',
  'The rule for a window without a number, such as an error rate without a call. A count of nothing is the number 0.',
  {
    ZERO: 'Missing data is 0, such as for an amount that nobody spent.',
    KEEP: 'The state stays as it is.',
    SHOW: 'The state is `NO_DATA`, without a message.',
    NOTIFY: 'The state is `NO_DATA`, with a message.',
  },
)
type NoData = EnumOf<typeof NoData>

@InputType({
  description:
    'A time of the week in which messages are held, such as `{ from: "22:00", to: "07:00", timeZone: "Europe/Berlin" }`. The ' +
    'alert is checked all the same.',
})
export class QuietHoursInput {
  @Field(() => [Weekday], {
    nullable: true,
    description: 'The days on which the time begins, such as `[SATURDAY, SUNDAY]`. Default: every day.',
  })
  days?: Weekday[] | null

  @Field(() => String, { description: 'The local time of 24 hours at which it begins, such as `22:00`.' })
  from: string

  @Field(() => String, {
    description:
      'The local time at which it ends, such as `07:00`: on the next day if it is not after `from`.',
  })
  to: string

  @Field(() => String, {
    nullable: true,
    description: 'The IANA time zone of both times, such as `Europe/Berlin`. Default: that of the project.',
  })
  timeZone?: string | null
}

@OneOf()
@InputType({ description: 'A receiver of the messages of an alert: exactly one of `webhookId` and `email`.' })
class AlertReceiverInput {
  @Field(() => ID, {
    nullable: true,
    description:
      'A webhook that gets the messages whatever events it listens to, such as 7; `webhooks` lists it.',
  })
  webhookId?: string | null

  @Field(() => String, {
    nullable: true,
    description:
      'One mail address, such as `ann@example.com`. Mails need the settings `SMTP_URL` and `MAIL_FROM`.',
  })
  email?: string | null
}

/** The part of an alert that decides when it fires, which can be tried before it is saved. */
export interface AlertRule {
  question: QuestionInput
  field: string
  window: AlertWindow
  everyMinutes?: number | null
  condition: AlertConditionInput
  warning?: string | null
  forChecks?: number | null
  minSample?: number | null
  noData?: NoData | null
  renotifyMinutes?: number | null
  quiet?: QuietHoursInput[] | null
}

/** The content of an alert, as `createAlert` takes it beside the name. */
export interface AlertContent extends AlertRule {
  severity?: Severity | null
  notify?: AlertReceiverInput[] | null
  runbook?: string | null
  isPaused?: boolean | null
}

/** The fields of a rule, in the inputs that save it and that try it. */
export const ruleFields = {
  question: {
    type: () => QuestionInput,
    description:
      'The question whose number is watched, such as `{ measure: { metrics: [{ name: errorRate }] } }`. Each group of its ' +
      'breakdown has a state of its own, up to 100 of them; the group of all others has none.',
  },
  field: {
    type: () => String,
    description:
      'The path to one number, such as `metrics.errorRate`, `completionRate` or `steps.2.users`. A wrong one is ' +
      'refused with the possible paths.',
  },
  window: {
    type: () => AlertWindow,
    description:
      'The length of the time that the number is about, up to the latest settled minute, such as `HOUR_1`.',
  },
  everyMinutes: {
    type: () => Int,
    isOptional: true,
    description:
      'The minutes between two checks, 1 to 1,440; null for a fifth of the window, at least 1 minute.',
  },
  condition: {
    type: () => AlertConditionInput,
    description: 'The condition of the state `ALERT`, such as `{ above: "0.05" }`.',
  },
  warning: {
    type: () => Decimal,
    isOptional: true,
    description:
      'A milder bound for the state `WARNING`, such as `0.03` with `{ above: "0.05" }`; null for none. For `above`, `below` and ' +
      '`changeRate` only.',
  },
  forChecks: {
    type: () => Int,
    isOptional: true,
    description:
      'The checks in a row that have to find the number too high or too low, 1 to 100; null for 1.',
  },
  minSample: {
    type: () => Int,
    isOptional: true,
    description:
      'The least number of events in the window, such as 30: with fewer the state stays as it is. Null for 0. For `measure` ' +
      'questions only.',
  },
  noData: {
    type: () => NoData,
    isOptional: true,
    description: 'The rule for a window without a number, such as `NOTIFY`; null for `SHOW`.',
  },
  renotifyMinutes: {
    type: () => Int,
    isOptional: true,
    description:
      'The minutes after which trouble that goes on is told again, 5 to 43,200, until it is acknowledged; null for one message.',
  },
  quiet: {
    type: () => [QuietHoursInput],
    isOptional: true,
    description:
      'The times in which messages are held, up to 20. A state that lasts is told when they end; null for none.',
  },
} satisfies Record<keyof AlertRule, ContentField>

/** The fields of an alert beside its name. */
export const alertFields = {
  ...ruleFields,
  severity: {
    type: () => Severity,
    isOptional: true,
    description: 'The urgency that messages show, such as `CRITICAL`; null for `WARNING`.',
  },
  notify: {
    type: () => [AlertReceiverInput],
    isOptional: true,
    description:
      'The webhooks and mail addresses that get the messages, up to 20. Webhooks that listen to alerts get them as well; null ' +
      'for none.',
  },
  runbook: {
    type: () => String,
    isOptional: true,
    description:
      'A text or link for the readers of messages, up to 2,000 characters, such as `https://wiki.example.com/errors`; null ' +
      'for none.',
  },
  isPaused: {
    type: () => Boolean,
    isOptional: true,
    description: 'Whether the checks rest, such as true; null for false.',
  },
} satisfies Record<keyof AlertContent, ContentField>
