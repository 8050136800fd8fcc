import { checkedTimeZone } from '../analytics/query/calendar.ts'
import { checkLength } from '../analytics/query/check-text.ts'
import { definition } from '../analytics/query/definition.ts'
import { at, checkAll, collected, collectedInTurn } from '../checks/collect.ts'
import { dashboardWith } from '../dashboards/dashboard-with.ts'
import { checkMailAddress } from '../delivery/mail-address.ts'
import { checkedWebhookUrl } from '../delivery/webhook-url.ts'
import { badInput } from '../errors.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { largest } from '../schema/largest.ts'
import {
  type ReportBlockInput,
  type ReportContent,
  type ReportRecipientInput,
} from '../schema/reports/report-input.ts'
import { checkReportRange } from './report-period.ts'
import { checkSchedule } from './schedule.ts'

const longest = { title: 100, text: 10_000 }

/**
 * Refuses a report that could not run or be sent. Its questions are checked when they are asked: a block that fails then
 * fails alone.
 * @throws TOO_MANY, INVALID_NAME, TOO_LONG, INVALID_TEXT, EXACTLY_ONE, INVALID_TIME_ZONE, INVALID_SCHEDULE,
 * INVALID_RECIPIENT, INVALID_URL, ADDRESS_NOT_ALLOWED, NOT_CONFIGURED, INVALID_RANGE, NOT_FOUND
 */
export async function checkReport(scope: RequestScope, report: ReportContent): Promise<void> {
  const { blocks, timeZone, recipients, range, segmentId } = report
  const checks: (() => unknown)[] = [
    () => checkSource(scope, report),
    () => collected(blocks ?? [], (block, i) => at(['blocks', i], () => checkBlock(block))),
    () => checkTimes(report),
    () => timeZone != null && checkedTimeZone(timeZone),
    () => checkCount('recipients', recipients?.length ?? 0, 0, largest.reportRecipients),
    () => collected(recipients ?? [], (each, i) => at(['recipients', i], () => checkRecipient(scope, each))),
    () => range && checkReportRange(range),
    () => segmentId != null && definition(scope.em, 'segment', segmentId, 'segmentId'),
  ]
  await collectedInTurn(checks, check => check())
}

/** A report has blocks of its own, or those of a dashboard. */
async function checkSource({ em }: RequestScope, { blocks, dashboardId }: ReportContent): Promise<void> {
  if (dashboardId == null) return checkCount('blocks', blocks?.length ?? 0, 1, largest.reportBlocks)
  if (blocks != null)
    throw badInput(
      'EXACTLY_ONE',
      'dashboardId',
      'A report has either blocks or a dashboard, so one of them is null.',
    )
  await dashboardWith(em, dashboardId, 'dashboardId')
}

function checkCount(field: string, count: number, least: number, most: number): void {
  if (count < least) throw badInput('REQUIRED', field, `A report needs ${field}.`)
  if (count > most) throw badInput('TOO_MANY', field, `A report may have at most ${most} ${field}.`)
}

function checkBlock({ title, text, question }: ReportBlockInput): void {
  checkAll(
    () => {
      if (!title.trim()) throw badInput('INVALID_NAME', 'title', 'title must not be empty.')
    },
    () => checkLength(title, 'title', longest.title),
    () => checkLength(text, 'text', longest.text),
    () => {
      if ((text == null) === (question == null))
        throw badInput('EXACTLY_ONE', 'question', 'A block has either a question or a text.')
    },
  )
}

/** A zone that is wrong has its own error. */
function checkTimes({ schedule, timeZone }: ReportContent): void {
  if (!schedule) return
  const isZone = timeZone == null || !throws(() => checkedTimeZone(timeZone))
  checkSchedule({ schedule, timeZone: isZone && timeZone ? timeZone : 'UTC' })
}

function throws(check: () => unknown): boolean {
  try {
    check()
    return false
  } catch {
    return true
  }
}

function checkRecipient({ services }: RequestScope, { email, webhook }: ReportRecipientInput): void {
  if (email != null) checkMailAddress(email, 'email')
  if (webhook == null) return
  checkedWebhookUrl(webhook, services.webhooks.allowPrivate, 'webhook')
  if (!services.webhooks.seal)
    throw badInput('NOT_CONFIGURED', 'webhook', 'Webhooks need the setting AUTH_SECRET_KEY.')
}
