import Big from 'big.js'
import { checkedTimeZone } from '../analytics/query/calendar.ts'
import { checkLength } from '../analytics/query/check-text.ts'
import { definition } from '../analytics/query/definition.ts'
import { memberNumbers, mostMembers } from '../analytics/query/segment/member-numbers.ts'
import { at, checkAll, collectedInTurn } from '../checks/collect.ts'
import { decimalOf } from '../checks/number.ts'
import { badInput } from '../errors.ts'
import { type RequestScope } from '../request/request-scope.ts'
import {
  type BudgetContent,
  type BudgetPeriodInput,
  type BudgetScopeInput,
} from '../schema/budgets/budget-input.ts'
import { largest } from '../schema/largest.ts'
import { checkReceivers } from '../webhooks/receivers.ts'

const most = { amountUsd: 1_000_000_000_000, text: 255, rollingDays: 365, threshold: 10 }

/**
 * Refuses a budget that could not be counted or announced.
 * @throws INVALID_NUMBER, OUT_OF_RANGE, INVALID_DAYS, REQUIRED, TOO_LONG, INVALID_TEXT, INVALID_TIME_ZONE,
 * INVALID_THRESHOLDS, TOO_MANY, INVALID_RECIPIENT, NOT_FOUND, TOO_MANY_USERS
 */
export async function checkBudget(scope: RequestScope, budget: BudgetContent): Promise<void> {
  const { amountUsd, period, timeZone, thresholds, notify } = budget
  const checks: (() => unknown)[] = [
    () => checkAmount(amountUsd),
    () => at(['period'], () => checkPeriod(period)),
    () => at(['scope'], () => checkScope(scope, budget.scope)),
    () => timeZone != null && checkedTimeZone(timeZone),
    () => checkThresholds(thresholds ?? []),
    () => checkReceivers(scope, notify, { owner: 'A budget', most: largest.budgetReceivers }),
  ]
  await collectedInTurn(checks, check => check())
}

function checkAmount(value: BudgetContent['amountUsd']): void {
  const amount = Big(decimalOf(value, 'amountUsd')!)
  if (amount.lte(0) || amount.gt(most.amountUsd))
    throw badInput(
      'OUT_OF_RANGE',
      'amountUsd',
      `amountUsd must be more than 0 and at most ${most.amountUsd.toLocaleString('en')} dollars.`,
    )
}

function checkPeriod({ rollingDays }: BudgetPeriodInput): void {
  if (rollingDays != null && (rollingDays < 1 || rollingDays > most.rollingDays))
    throw badInput('INVALID_DAYS', 'rollingDays', `rollingDays must be 1 to ${most.rollingDays}.`)
}

async function checkScope(request: RequestScope, scope: BudgetScopeInput): Promise<void> {
  const { segmentId, property, users: _users, ...texts } = scope
  checkAll(
    ...Object.entries(texts).map(
      ([field, text]) =>
        () =>
          checkWord(text, field),
    ),
  )
  if (property) at(['property'], () => checkProperty(property))
  if (segmentId != null) await checkMembers(request, segmentId)
}

async function checkMembers(request: RequestScope, segmentId: string): Promise<void> {
  await definition(request.em, 'segment', segmentId, 'segmentId')
  if (!(await memberNumbers(request, segmentId, 'budget: members')))
    throw badInput(
      'TOO_MANY_USERS',
      'segmentId',
      `A segment with a budget may have at most ${mostMembers.toLocaleString('en')} users.`,
    )
}

const checkProperty = ({ key, value }: NonNullable<BudgetScopeInput['property']>): void =>
  checkAll(
    () => checkWord(key, 'key'),
    () => checkWord(value, 'value'),
  )

function checkWord(text: string | null | undefined, field: string): void {
  if (text === '') throw badInput('REQUIRED', field, `${field} is missing.`)
  checkLength(text, field, most.text)
}

/** Ascending, so that no threshold is there twice. */
function checkThresholds(thresholds: number[]): void {
  if (thresholds.length > largest.budgetThresholds)
    throw badInput(
      'TOO_MANY',
      'thresholds',
      `A budget may have at most ${largest.budgetThresholds} thresholds.`,
    )
  const isInOrder = thresholds.every((threshold, i) => threshold > (thresholds[i - 1] ?? 0))
  if (!isInOrder || thresholds.some(threshold => threshold > most.threshold))
    throw badInput(
      'INVALID_THRESHOLDS',
      'thresholds',
      `thresholds must be shares above 0 and up to ${most.threshold} in ascending order, such as [0.5, 0.8, 1].`,
    )
}
