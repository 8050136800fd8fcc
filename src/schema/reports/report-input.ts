import { Field, InputType } from 'type-graphql'
import { type CompareInput } from '../compare.ts'
import { type DateRangeInput, type WeekStart } from '../date-range-input.ts'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { OneOf } from '../one-of.ts'
import { QuestionInput } from '../questions/question-input.ts'
import { type ScheduleInput } from './schedule-input.ts'

export const ReportFormat = describedEnum('ReportFormat', 'A format of the files that a mail has attached.', {
  CSV: 'Text with a comma between cells (RFC 4180), in UTF-8.',
  XLSX: 'A workbook of Excel or LibreOffice.',
})
export type ReportFormat = EnumOf<typeof ReportFormat>

export const MissedRuns = describedEnum(
  'MissedRuns',
  'The rule for times of a schedule at which the service did not run, for more than 15 minutes.',
  {
    ONCE: 'The latest of them is made up once, as soon as the service runs again. Such a run has `isLate`.',
    SKIP: 'All of them are left out.',
  },
)
export type MissedRuns = EnumOf<typeof MissedRuns>

@InputType({
  description:
    'A part of a report: a question or a text under a title, such as `{ title: "Most active", question: { topUsers: { by: MESSAGES } } }`.',
})
export class ReportBlockInput {
  @Field(() => String, { description: 'The heading, 1 to 100 characters, such as `Active users`.' })
  title: string

  @Field(() => QuestionInput, {
    nullable: true,
    description:
      'The question that each run asks about its period. Exactly one of `question` and `text` is given.',
  })
  question?: QuestionInput | null

  @Field(() => String, {
    nullable: true,
    description: 'Plain text, up to 10,000 characters, such as an explanation for the readers.',
  })
  text?: string | null
}

@OneOf()
@InputType({
  description: 'A place that each run is sent to: exactly one of `email` and `webhook`.',
})
export class ReportRecipientInput {
  @Field(() => String, {
    nullable: true,
    description:
      'One mail address, such as `ann@example.com`. Mails need the settings `SMTP_URL` and `MAIL_FROM`.',
  })
  email?: string | null

  @Field(() => String, {
    nullable: true,
    description:
      'The URL of a webhook, such as `https://example.com/hook`. Its messages are signed as Standard Webhooks describe.',
  })
  webhook?: string | null
}

/** The content of a report, as `createReport` takes it beside the name. */
export interface ReportContent {
  blocks?: ReportBlockInput[] | null
  dashboardId?: string | null
  schedule?: ScheduleInput | null
  timeZone?: string | null
  weekStart?: WeekStart | null
  recipients?: ReportRecipientInput[] | null
  formats?: ReportFormat[] | null
  range?: DateRangeInput | null
  compare?: CompareInput | null
  segmentId?: string | null
  missed?: MissedRuns | null
  isPaused?: boolean | null
}
