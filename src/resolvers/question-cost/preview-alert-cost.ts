import { mostAsked } from '../../alerts/preview/observed-in.ts'
import { windowMs } from '../../alerts/windows.ts'
import { type PreviewAlertArgs } from '../../schema/alerts/alert-preview.ts'
import { type Question } from './question.ts'
import { measureCost } from './questions/measure-cost.ts'
import { requestedDays, usualDays } from './requested-days.ts'
import { weights } from './weights.ts'

const dayMs = 86_400_000
/** The windows of a saved alert, which is not read before it runs. */
const usualWindows = 720

/** A scan for the numbers of all windows, which ClickHouse groups by, and the values of the answer. */
export function previewAlertCost(question: Question<PreviewAlertArgs>): number {
  const { input, range } = question.args
  const days = requestedDays(range, usualDays)
  const windows = input ? (days * dayMs) / windowMs[input.window] : usualWindows
  const measure = input?.question.measure ?? { metrics: [{ key: 'any' }], first: 1 }
  const scan = measureCost(measure, { range }, { ...question, fieldsCost: 0, parts: () => [] })
  const groups = measure.by?.length ? measure.first + 1 : 1
  const compared = input?.condition.changeRate || input?.condition.anomaly ? 2 : 1
  const asked = input && !input.question.measure ? mostAsked * (weights.statement + weights.reads.events) : 0
  return (
    question.fieldsCost +
    asked +
    compared * scan +
    groups * windows * (weights.bucket + question.values * weights.value)
  )
}
