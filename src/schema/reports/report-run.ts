import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { DeliveryCode } from '../../codes/delivery-code.ts'
import { type RunBlock } from '../../entities/reports/report-run.ts'
import { connectionOf } from '../connection.ts'
import { DateRangeInput } from '../date-range-input.ts'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { Node } from '../node.ts'
import { PageArgs } from '../page-args.ts'
import { DateTime, JsonObject } from '../scalars.ts'
import { UserError } from '../user-error.ts'

export const ReportRunState = describedEnum('ReportRunState', 'How far a run of a report is.', {
  QUEUED: 'Somebody asked for the run, which waits for a free place.',
  RUNNING: 'The questions are being asked, or wait for another attempt after an outage.',
  DONE: 'The blocks are kept, and every recipient has a delivery.',
  FAILED: 'The run has given up or was cancelled; `error` has the reason.',
})
export type ReportRunState = EnumOf<typeof ReportRunState>

export const DeliveryChannel = describedEnum('DeliveryChannel', 'The way in which a message is sent.', {
  MAIL: 'A mail, sent by the server of `SMTP_URL`.',
  WEBHOOK: 'A signed HTTP request to a URL.',
})
export type DeliveryChannel = EnumOf<typeof DeliveryChannel>

export const DeliveryState = describedEnum('DeliveryState', 'How far a delivery is.', {
  WAITING: 'The message waits for its first or its next attempt, at `nextAttemptAt`.',
  DELIVERED: 'The mail server or the webhook has accepted the message.',
  FAILED: 'There is no further attempt; `error` has the reason.',
})
export type DeliveryState = EnumOf<typeof DeliveryState>

@ObjectType({ description: 'The period that the questions of a run are about.' })
export class ReportPeriod {
  @Field(() => DateTime, {
    description: 'The start of the period (inclusive), such as `2026-01-01T00:00:00Z`.',
  })
  from: Date

  @Field(() => DateTime, {
    description: 'The end of the period (exclusive), such as `2026-02-01T00:00:00Z`.',
  })
  to: Date
}

@ObjectType({ description: 'The reason why a run failed, or why a block has no answer.' })
export class ReportError {
  @Field(() => String, { description: 'A stable code, such as `NOT_FOUND` or `QUERY_TIMEOUT`.' })
  code: string

  @Field(() => String, { description: 'The reason as a sentence, without any secret.' })
  message: string
}

@ObjectType({ description: 'A question with its answer at the time of the run, or a text, under its title.' })
export class ReportRunBlock implements RunBlock {
  @Field(() => String, { description: 'The heading that the block had, such as `Active users`.' })
  title: string

  @Field(() => String, {
    nullable: true,
    description: 'Plain text that an administrator wrote; null for a question.',
  })
  text: string | null

  @Field(() => JsonObject, {
    nullable: true,
    description:
      'The answer as a table, such as `{"columns": [{"name": "users", "type": "integer"}], "rows": [[12]]}`; null for a text.',
  })
  table: RunBlock['table']

  @Field(() => Int, {
    nullable: true,
    description: 'The rows of the answer, such as 12. `table` has fewer where a run would exceed 256 kB.',
  })
  rowCount: number | null

  @Field(() => JsonObject, {
    nullable: true,
    description: 'The answer as `ask` gives it; null for a text, and where a run would exceed 256 kB.',
  })
  answer: object | null

  @Field(() => ReportError, {
    nullable: true,
    description: 'The reason why the question has no answer; null if it has.',
  })
  error: ReportError | null
}

@ObjectType({ description: 'The reason why a message was not delivered.' })
export class DeliveryError {
  @Field(() => DeliveryCode, { description: 'A stable code, such as `TIMEOUT`.' })
  code: DeliveryCode

  @Field(() => String, { description: 'The reason as a sentence, without any secret.' })
  message: string
}

@ObjectType({ description: 'A run on its way to one recipient.' })
export class ReportDelivery {
  @Field(() => DeliveryChannel, { description: 'The way in which the message is sent, such as `MAIL`.' })
  channel: DeliveryChannel

  @Field(() => String, { description: 'The mail address or the URL, such as `ann@example.com`.' })
  recipient: string

  @Field(() => DeliveryState, { description: 'How far the delivery is, such as `DELIVERED`.' })
  state: DeliveryState

  @Field(() => Int, { description: 'The attempts that have ended, such as 1; at most 8.' })
  attempts: number

  @Field(() => DateTime, {
    nullable: true,
    description: 'The time of the next attempt; null if there is none, and before the first.',
  })
  nextAttemptAt: Date | null

  @Field(() => DateTime, {
    nullable: true,
    description: 'The instant at which the message was accepted; null if it was not.',
  })
  deliveredAt: Date | null

  @Field(() => DeliveryError, {
    nullable: true,
    description: 'The reason why the last attempt failed; null if none has, or the message was delivered.',
  })
  error: DeliveryError | null
}

@ObjectType({
  implements: Node,
  description:
    'A run of a report: its answers as they were then, and what was sent. The latest 400 of a report are kept.',
})
export class ReportRun {
  @Field(() => ID, { description: 'The `id` under which `reports` lists what ran, such as 42.' })
  reportId: string

  @Field(() => ReportRunState, { description: 'How far the run is, such as `DONE`.' })
  state: ReportRunState

  @Field(() => DateTime, {
    nullable: true,
    description: 'The time of the schedule that the run is for; null for a run that `runReport` began.',
  })
  slot: Date | null

  @Field(() => Boolean, {
    description:
      'Whether the service did not run at `slot`, and the run was made up more than 15 minutes later.',
  })
  isLate: boolean

  @Field(() => String, {
    nullable: true,
    description:
      'A sentence that readers of the numbers need, such as that events were missing; null if there is none.',
  })
  note: string | null

  @Field(() => DateTime, { description: 'The instant at which the run began or was asked for.' })
  createdAt: Date

  @Field(() => DateTime, {
    nullable: true,
    description: 'The instant at which the run ended; null until then.',
  })
  finishedAt: Date | null
}

export const ReportRunConnection = connectionOf(ReportRun, {
  article: 'A',
  one: 'run',
  many: 'runs of a report',
})

@ArgsType()
export class ReportRunsArgs extends PageArgs {
  @Field(() => ID, { description: 'The `id` of a report, as `reports` lists it and creating it returned.' })
  reportId: string
}

@InputType({ description: 'The report to run now, and the period if it is not the usual one.' })
export class RunReportInput {
  @Field(() => ID, { description: 'The `id` of the report, as `reports` lists it and creating it returned.' })
  id: string

  @Field(() => DateRangeInput, {
    nullable: true,
    description:
      'The period instead of that of the report, such as `{ dates: { from: "2026-01-01", to: "2026-01-31" } }`. `last` counts ' +
      'units that are over now.',
  })
  range?: DateRangeInput | null

  @Field(() => Boolean, {
    defaultValue: true,
    description: 'Whether the run is sent to the recipients, such as false to only look at it.',
  })
  deliver: boolean
}

@ObjectType({ description: 'The run that was begun, or the errors that kept it from beginning.' })
export class RunReportPayload {
  @Field(() => ReportRun, {
    nullable: true,
    description: 'The run, whose `state` `reportRuns` and `node` tell; null if the input was refused.',
  })
  run: ReportRun | null

  @Field(() => [UserError], { description: 'The errors in the input; empty if the run was begun.' })
  userErrors: UserError[]
}
