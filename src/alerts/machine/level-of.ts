import { type AlertConditionInput, type ChangeRateInput } from '../../schema/alerts/condition-input.ts'

/** How bad a number is. */
export type Level = 'OK' | 'WARNING' | 'ALERT'

/** The numbers of one group at a check. */
export interface Observation {
  /** The number of the window; null without data. */
  value: number | null
  /** The number of the window to compare with; null without data, or without such a window. */
  previous: number | null
  /** The events behind the number; null where they are not counted. */
  sample: number | null
  /** For the condition `anomaly`: whether the number is unusual; null while it cannot be judged. */
  isAnomaly: boolean | null
}

/** The numbers of a window without data. */
export const nothing: Observation = { value: null, previous: null, sample: null, isAnomaly: null }

/** A condition with its second, milder threshold. */
export interface Threshold {
  condition: AlertConditionInput
  warning: number | null
}

/** The level of an observation; null where there is no number to judge. A milestone is no trouble. */
export function levelOf({ condition, warning }: Threshold, observation: Observation): Level | null {
  const { value, isAnomaly } = observation
  if (condition.anomaly) return isAnomaly === null ? null : isAnomaly ? 'ALERT' : 'OK'
  const number = condition.changeRate ? changeRateOf(observation) : value
  if (number === null) return null
  if (isMet(condition, number)) return 'ALERT'
  return warning !== null && isMet(milder(condition, warning), number) ? 'WARNING' : 'OK'
}

/** (`value` − `previous`) ÷ |`previous`|; null where there is no such share. */
export const changeRateOf = ({ value, previous }: Pick<Observation, 'value' | 'previous'>): number | null =>
  value === null || !previous ? null : (value - previous) / Math.abs(previous)

function isMet(condition: AlertConditionInput, number: number): boolean {
  const { above, below, outside, equal, notEqual, changeRate } = condition
  if (above != null) return number > Number(above)
  if (below != null) return number < Number(below)
  if (outside) return number < Number(outside.low) || number > Number(outside.high)
  if (equal != null) return number === Number(equal)
  if (notEqual != null) return number !== Number(notEqual)
  return changeRate ? isChanged(changeRate, number) : false
}

const isChanged = ({ above, below }: ChangeRateInput, rate: number) =>
  (above != null && rate > above) || (below != null && rate < below)

/** The condition with the threshold of a warning. Only conditions with one bound have one. */
function milder({ above, below, changeRate }: AlertConditionInput, warning: number): AlertConditionInput {
  if (above != null) return { above: String(warning) }
  if (below != null) return { below: String(warning) }
  return { changeRate: { ...changeRate!, [changeRate!.above == null ? 'below' : 'above']: warning } }
}
