import { at } from '../checks/collect.ts'
import { numberOf, readable } from '../checks/number.ts'
import { badInput } from '../errors.ts'
import { type AlertRule } from '../schema/alerts/alert-input.ts'
import { type AlertConditionInput } from '../schema/alerts/condition-input.ts'
import { seasonalUnitOf } from './observing/anomaly-window.ts'

type Conditioned = Pick<AlertRule, 'condition' | 'warning' | 'question' | 'window'>

/** @throws INVALID_CONDITION, INVALID_NUMBER, OUT_OF_RANGE */
export function checkCondition({ condition, warning, question, window }: Conditioned): void {
  at(['condition'], () => checkBounds(condition))
  if (condition.anomaly && !question.measure)
    throw invalid('condition', 'The condition anomaly needs a measure question.')
  if (condition.anomaly && !seasonalUnitOf(window))
    throw invalid(
      'window',
      'The condition anomaly compares hours, days or weeks: window must be HOUR_1, DAY_1 or WEEK_1.',
    )
  const milder = decimalIn(warning, 'warning')
  if (milder !== null) checkWarning(condition, milder)
}

function checkBounds({ outside, changeRate, anomaly, milestone, ...bounds }: AlertConditionInput): void {
  for (const [name, value] of Object.entries(bounds)) decimalIn(value, name)
  if (outside && decimalIn(outside.low, 'low')! > decimalIn(outside.high, 'high')!)
    throw invalid('outside', 'outside.low must not be above outside.high.')
  if (changeRate && changeRate.above == null && changeRate.below == null)
    throw invalid('changeRate', 'changeRate needs above or below.')
  if (anomaly) numberOf(anomaly.sensitivity, 'sensitivity', 2, 20)
  const step = decimalIn(milestone?.every ?? milestone?.at, 'milestone')
  if (step !== null && step <= 0) throw invalid('milestone', 'A milestone must be more than 0.')
}

/** A warning comes before the alert. */
function checkWarning({ above, below, changeRate }: AlertConditionInput, warning: number): void {
  const rate = changeRate?.above == null ? { below: changeRate?.below } : { above: changeRate.above }
  const bound = { above: above ?? rate.above, below: below ?? rate.below }
  const isOneSided = changeRate?.above == null || changeRate.below == null
  if (bound.above != null && isOneSided && warning < Number(bound.above)) return
  if (bound.below != null && isOneSided && warning > Number(bound.below)) return
  throw invalid('warning', 'warning needs a condition with one bound, which numbers reach after the warning.')
}

/** The number of a text; null without one. @throws INVALID_NUMBER for a text that its scalar could not read */
const decimalIn = (value: string | null | undefined, field: string): number | null => {
  const text = readable(value, field)
  return text === null ? null : Number(text)
}

const invalid = (field: string, message: string) => badInput('INVALID_CONDITION', field, message)
