import { checkedTimeZone } from '../analytics/query/calendar.ts'
import { checkLength } from '../analytics/query/check-text.ts'
import { at, collected, collectedInTurn } from '../checks/collect.ts'
import { wholeOf } from '../checks/number.ts'
import { badInput } from '../errors.ts'
import { checkField } from '../questions/numbers/check-field.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type AlertContent, type AlertRule, type QuietHoursInput } from '../schema/alerts/alert-input.ts'
import { largest } from '../schema/largest.ts'
import { type QuestionInput } from '../schema/questions/question-input.ts'
import { checkReceivers } from '../webhooks/receivers.ts'
import { checkCondition } from './check-condition.ts'
import { checkQuestion } from './check-question.ts'

/**
 * Refuses an alert that could not be checked or sent.
 * @throws as `checkRule` does, and TOO_MANY, INVALID_RECIPIENT, NOT_FOUND, TOO_LONG, INVALID_TEXT
 */
export async function checkAlert(scope: RequestScope, alert: AlertContent): Promise<void> {
  const { notify, runbook } = alert
  const checks: (() => unknown)[] = [
    () => checkRule(scope, alert),
    () => checkReceivers(scope, notify, { owner: 'An alert', most: largest.alertReceivers }),
    () => checkLength(runbook, 'runbook', 2_000),
  ]
  await collectedInTurn(checks, check => check())
}

/**
 * @throws INVALID_QUESTION_FIELD with the possible paths, INVALID_QUESTION, INVALID_CONDITION, INVALID_NUMBER, OUT_OF_RANGE,
 * EXACTLY_ONE, TOO_MANY, INVALID_SCHEDULE, INVALID_TIME_ZONE, and as `checkQuestion` does
 */
export async function checkRule(scope: RequestScope, rule: AlertRule): Promise<void> {
  const { question, field, everyMinutes, forChecks, minSample, renotifyMinutes, quiet } = rule
  const checks: (() => unknown)[] = [
    () => checkLength(field, 'field', largest.formulaCharacters + 100),
    () => checkField(question, field),
    () => at(['question'], () => checkQuestion(scope, rule)),
    () => checkCondition(rule),
    () => wholeOf(everyMinutes, 'everyMinutes', 1, 1_440),
    () => wholeOf(forChecks, 'forChecks', 1, 100),
    () => wholeOf(minSample, 'minSample', 0, 1_000_000_000),
    () => minSample && checkCounted(question),
    () => wholeOf(renotifyMinutes, 'renotifyMinutes', 5, 43_200),
    () => checkQuietCount(quiet?.length ?? 0),
    () => collected(quiet ?? [], (hours, i) => at(['quiet', i], () => checkQuietHours(hours))),
  ]
  await collectedInTurn(checks, check => check())
}

function checkQuietCount(count: number): void {
  const most = largest.quietHours
  if (count > most) throw badInput('TOO_MANY', 'quiet', `An alert may have at most ${most} quiet hours.`)
}

/** The events behind a number are counted as one more metric of its question. */
function checkCounted({ measure }: QuestionInput): void {
  if (measure && measure.metrics.length < largest.questionMetrics) return
  throw badInput(
    'INVALID_QUESTION',
    'minSample',
    `minSample needs a measure question with fewer than ${largest.questionMetrics} metrics, whose events it counts.`,
  )
}

function checkQuietHours({ days, from, to, timeZone }: QuietHoursInput): void {
  const isTime = [from, to].every(time => /^([01]?\d|2[0-3]):[0-5]\d$/.test(time))
  if (!isTime)
    throw badInput('INVALID_SCHEDULE', 'from', 'from and to must be times of 24 hours, such as 22:00.')
  if (days && !days.length) throw badInput('INVALID_SCHEDULE', 'days', 'days needs a day, such as MONDAY.')
  if (timeZone != null) checkedTimeZone(timeZone)
}
