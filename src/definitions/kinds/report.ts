import { Field, ID, ObjectType } from 'type-graphql'
import { type Definition as Stored } from '../../entities/definition.ts'
import { checkReport } from '../../reports/check-report.ts'
import { enqueueNextRun, takeOverNextRun } from '../../reports/runs/enqueue-run.ts'
import { keepWebhookSecrets } from '../../reports/webhook-secrets.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { CompareInput } from '../../schema/compare.ts'
import { DateRangeInput, WeekStart } from '../../schema/date-range-input.ts'
import { Definition } from '../../schema/definition.ts'
import { Node } from '../../schema/node.ts'
import {
  MissedRuns,
  ReportBlockInput,
  type ReportContent,
  ReportFormat,
  ReportRecipientInput,
} from '../../schema/reports/report-input.ts'
import { ScheduleInput } from '../../schema/reports/schedule-input.ts'
import { JsonObject } from '../../schema/scalars.ts'
import { showOnce } from '../../webhooks/shown-once.ts'
import { definitionKind } from '../definition-kind.ts'

@ObjectType({
  implements: Node,
  description:
    'Questions and texts that run together, by a schedule or by `runReport`. `reportRuns` has the runs.',
})
export class Report extends Definition {
  @Field(() => JsonObject, {
    name: 'input',
    description:
      'The content as it was saved, such as `{"blocks": […], "schedule": {"daily": {"at": "09:00"}}}`.',
  })
  content: ReportContent
}

export const report = definitionKind<ReportContent>({
  kind: 'report',
  type: Report,
  plural: 'reports',
  content: {
    fields: {
      blocks: {
        type: () => [ReportBlockInput],
        isOptional: true,
        description:
          'The questions and texts, 1 to 20, in their order. Exactly one of `blocks` and `dashboardId` is given.',
      },
      dashboardId: {
        type: () => ID,
        isOptional: true,
        description:
          'The dashboard that each run sends as it is then: a block for each widget, by their places, such as `42` or `platform`.',
      },
      schedule: {
        type: () => ScheduleInput,
        isOptional: true,
        description:
          'The times of the runs, such as `{ weekly: { on: MONDAY, at: "09:00" } }`; null for a report that only `runReport` runs.',
      },
      timeZone: {
        type: () => String,
        isOptional: true,
        description:
          'The IANA time zone of the schedule and of the period, such as `Europe/Berlin`; null for that of the project.',
      },
      weekStart: {
        type: () => WeekStart,
        isOptional: true,
        description: 'The first day of a week; null for Monday.',
      },
      recipients: {
        type: () => [ReportRecipientInput],
        isOptional: true,
        description:
          'The mail addresses and webhooks that get each run, up to 20; null for none: runs are only kept.',
      },
      formats: {
        type: () => [ReportFormat],
        isOptional: true,
        description: 'The files that mails have for each question, such as `[CSV]`; null for none.',
      },
      range: {
        type: () => DateRangeInput,
        isOptional: true,
        description:
          'The period: `last` counts the units that are over when the report runs, so `{ last: { count: 7, unit: DAY } }` is the 7 ' +
          'days before that day; or `YESTERDAY` or `LAST_…`. Null for the last day, week or month, as the schedule is.',
      },
      compare: {
        type: () => CompareInput,
        isOptional: true,
        description:
          'The range to compare with, such as `{ period: PREVIOUS_PERIOD }`: of a month, the month before. Null for none.',
      },
      segmentId: {
        type: () => ID,
        isOptional: true,
        description: 'The `id` of a saved segment that all questions are about; null for all users.',
      },
      missed: {
        type: () => MissedRuns,
        isOptional: true,
        description: 'The rule for times at which the service did not run, such as `SKIP`; null for `ONCE`.',
      },
      isPaused: {
        type: () => Boolean,
        isOptional: true,
        description:
          'Whether the schedule rests, such as true; null for false. `runReport` runs the report all the same.',
      },
    },
  },
  fields: {
    list: 'reports',
    get: 'report',
    create: 'createReport',
    update: 'updateReport',
    delete: 'deleteReport',
  },
  notes: {
    create: 'It runs by its schedule from then on.',
    update: 'The next run has the new content.',
    delete: 'Its runs and their deliveries are deleted with it.',
  },
  check: checkReport,
  saved,
})

/** The next run, and the secrets of new webhooks. */
async function saved(scope: RequestScope, definition: Stored, content: ReportContent): Promise<void> {
  const { em, project, viewer, services, asOf } = scope
  const { id } = definition
  const timeZone = content.timeZone ?? (await scope.timeZone())
  const { subject } = viewer!
  await takeOverNextRun(em, { project, subject }, id)
  await enqueueNextRun(em, { project, subject }, { id, content, timeZone }, asOf)
  const urls = (content.recipients ?? []).flatMap(({ webhook }) => webhook ?? [])
  const secrets = await keepWebhookSecrets(em, services.webhooks.seal, id, [...new Set(urls)])
  showOnce(definition, secrets)
}
