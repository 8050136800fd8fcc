import { Arg, Args, Ctx, Resolver, Root } from 'type-graphql'
import { definition, isRowId } from '../../analytics/query/definition.ts'
import { auditedChange } from '../../definitions/audited-change.ts'
import { Report, report } from '../../definitions/kinds/report.ts'
import { checkMailAddress } from '../../delivery/mail-address.ts'
import { type Delivery } from '../../entities/reports/delivery.ts'
import { type ReportRun as StoredRun } from '../../entities/reports/report-run.ts'
import { reportRunListing } from '../../lists/listing.ts'
import { page } from '../../lists/page.ts'
import { askForRun } from '../../reports/runs/ask-for-run.ts'
import { scheduleOf } from '../../reports/saved-report.ts'
import { nextTime } from '../../reports/schedule.ts'
import { resubscribe } from '../../reports/unsubscribing/unsubscribes.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { type Connection } from '../../schema/connection.ts'
import { type DefinitionPayload } from '../../schema/definition-types.ts'
import { largest } from '../../schema/largest.ts'
import {
  ReportDelivery,
  ReportError,
  ReportPeriod,
  ReportRun,
  ReportRunBlock,
  ReportRunConnection,
  ReportRunsArgs,
  RunReportInput,
  RunReportPayload,
} from '../../schema/reports/report-run.ts'
import { ReportUnsubscribe, ResubscribeRecipientInput } from '../../schema/reports/report-unsubscribe.ts'
import { DateTime } from '../../schema/scalars.ts'
import { WebhookSecret } from '../../schema/webhooks/webhook-secret.ts'
import { newSecretsOf } from '../../webhooks/shown-once.ts'
import { AdminField, AdminMutation, AdminQuery } from '../decorators/for-admins.ts'
import { type Accepted, WithUserErrors } from '../decorators/with-user-errors.ts'
import { edge } from '../question-cost/edge.ts'
import { pageCost } from '../question-cost/page-cost.ts'
import { deliveryError } from '../webhooks/delivery-error.ts'

const free = { cost: () => 0 }

@Resolver(() => Report)
export class ReportResolver {
  @AdminQuery(() => ReportRunConnection, {
    description:
      'The runs of a report, newest first, with their answers and deliveries. Up to 100 on a page.',
    cost: pageCost,
  })
  reportRuns(
    @Ctx('scope') { em }: RequestScope,
    @Args(() => ReportRunsArgs) { reportId, ...args }: ReportRunsArgs,
  ): Promise<Connection<StoredRun>> {
    return page(em, reportRunListing, { reportId: rowIdOf(reportId) }, args, largest.nestedPage)
  }

  @AdminMutation(() => RunReportPayload, {
    description: 'Runs a report now, in the background. `reportRuns` and `node` tell when it is done.',
  })
  @WithUserErrors()
  async runReport(
    @Ctx('scope') scope: RequestScope,
    @Arg('input', () => RunReportInput, { description: 'The report, and the period if it is another one.' })
    input: RunReportInput,
  ): Promise<Accepted<RunReportPayload>> {
    return { run: await askForRun(scope, input) }
  }

  @AdminMutation(() => report.types.payload, {
    description:
      'Lets a report be sent again to a mail address whose owner has unsubscribed, and now asks for it. Changes nothing otherwise.',
  })
  @WithUserErrors()
  async resubscribeRecipient(
    @Ctx('scope') { em, changes }: RequestScope,
    @Arg('input', () => ResubscribeRecipientInput, { description: 'The report, and the mail address.' })
    { reportId, email }: ResubscribeRecipientInput,
  ): Promise<Accepted<DefinitionPayload>> {
    checkMailAddress(email, 'email')
    const stored = await definition(em, 'report', reportId, 'reportId')
    if (await resubscribe(em, reportId, email)) changes.push(auditedChange('UPDATED', stored))
    return { definition: stored }
  }

  @AdminField(() => [ReportUnsubscribe], {
    description: 'The mail addresses that get no more mails of the report, because their owners said so.',
    ...edge,
  })
  unsubscribed(
    @Ctx('scope') { loaders }: RequestScope,
    @Root() { id }: Report,
  ): Promise<ReportUnsubscribe[]> {
    return loaders.unsubscribesOfReport.load(id)
  }

  @AdminField(() => DateTime, {
    nullable: true,
    description: 'The next time of the schedule; null for a report without one, and for one that is paused.',
    ...free,
  })
  async nextRunAt(@Ctx('scope') scope: RequestScope, @Root() { content }: Report): Promise<Date | null> {
    const local = scheduleOf({ content, timeZone: content.timeZone ?? (await scope.timeZone()) })
    return local ? nextTime(local, scope.asOf) : null
  }

  @AdminField(() => Boolean, { description: 'Whether the schedule rests.', ...free })
  isPaused(@Root() { content }: Report): boolean {
    return content.isPaused ?? false
  }

  @AdminField(() => [WebhookSecret], {
    description:
      'The secrets of webhooks that this mutation has added. Shown once: empty in every other answer.',
    ...free,
  })
  webhookSecrets(@Root() report: Report): WebhookSecret[] {
    return newSecretsOf(report)
  }
}

/** No row has the id 0. */
const rowIdOf = (id: string) => (isRowId(id) ? id : '0')

@Resolver(() => ReportRun)
export class ReportRunResolver {
  @AdminField(() => ReportPeriod, {
    nullable: true,
    description: 'The period that the questions are about; null until the run is done.',
    ...free,
  })
  period(@Root() { periodFrom, periodTo }: StoredRun): ReportPeriod | null {
    return periodFrom && periodTo ? { from: periodFrom, to: periodTo } : null
  }

  @AdminField(() => ReportError, {
    nullable: true,
    description: 'The reason why the run failed; null if it has not.',
    ...free,
  })
  error(@Root() { errorCode, errorMessage }: StoredRun): ReportError | null {
    return errorCode ? { code: errorCode, message: errorMessage ?? '' } : null
  }

  @AdminField(() => [ReportRunBlock], {
    nullable: true,
    description: 'The blocks with their answers at the time of the run; null until the run is done.',
    ...edge,
  })
  blocks(
    @Ctx('scope') { loaders }: RequestScope,
    @Root() { id }: StoredRun,
  ): Promise<ReportRunBlock[] | null> {
    return loaders.blocksOfRun.load(id)
  }

  @AdminField(() => [ReportDelivery], {
    description: 'The messages about the run, one for each recipient; empty until the run is done.',
    ...edge,
  })
  async deliveries(
    @Ctx('scope') { loaders }: RequestScope,
    @Root() { id }: StoredRun,
  ): Promise<ReportDelivery[]> {
    return (await loaders.deliveriesOfRun.load(id)).map(toDelivery)
  }
}

const toDelivery = (delivery: Delivery): ReportDelivery => ({ ...delivery, error: deliveryError(delivery) })
