import { mostAsked } from '../../alerts/preview/observed-in.ts'
import { windowMs } from '../../alerts/windows.ts'
import { dayMs } from '../../durations.ts'
import { type AlertRule } from '../../schema/alerts/alert-input.ts'
import { type PreviewAlertArgs } from '../../schema/alerts/alert-preview.ts'
import { type Question } from './question.ts'
import { measureCost } from './questions/measure-cost.ts'
import { requestedDays, usualDays } from './requested-days.ts'
import { weights } from './weights.ts'

/**
 * A scan for the numbers of all windows, which ClickHouse groups by, and the values of the answer. A saved rule costs its look-up
 * too, and one that does not exist only that.
 */
export function previewAlertCost(question: Question<PreviewAlertArgs>): number {
  const { args, saved, fieldsCost } = question
  if (args.input) return fieldsCost + ruleCost(args.input, question)
  const rule = saved.alerts.get(args.id ?? '')
  return fieldsCost + weights.statement + (rule ? ruleCost(rule, question) : 0)
}

function ruleCost(rule: AlertRule, question: Question<PreviewAlertArgs>): number {
  const { range } = question.args
  const { measure } = rule.question
  const windows = (requestedDays(range, usualDays) * dayMs) / windowMs[rule.window]
  const scanned = measure ?? { metrics: [{ key: 'any' }], first: 1 }
  const scan = measureCost(scanned, { range }, { ...question, fieldsCost: 0, parts: () => [] })
  const groups = measure?.by?.length ? measure.first + 1 : 1
  const compared = rule.condition.changeRate || rule.condition.anomaly ? 2 : 1
  const asked = measure ? 0 : mostAsked * (weights.statement + weights.reads.events)
  return asked + compared * scan + groups * windows * (weights.bucket + question.values * weights.value)
}
