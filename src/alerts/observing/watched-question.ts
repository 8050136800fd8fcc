import { type AlertRule } from '../../schema/alerts/alert-input.ts'
import { type QuestionInput } from '../../schema/questions/question-input.ts'

/** The path to the events behind the numbers of a group. */
export const sampleField = 'metrics.events'

type Watched = Pick<AlertRule, 'question' | 'minSample' | 'condition'>

/**
 * The question as checks ask it: without buckets of its own, and with the number of events where the rule needs it. Rules that
 * ask the same share an answer.
 */
export function watchedQuestion(rule: Watched): QuestionInput {
  const { measure } = rule.question
  if (!measure) return rule.question
  const { interval: _, ...asked } = measure
  const metrics = [...asked.metrics, ...(needsSample(rule) ? [{ name: 'events' as const }] : [])]
  return { measure: { ...asked, metrics } }
}

const needsSample = ({ question, minSample, condition }: Watched): boolean =>
  Boolean(minSample || condition.anomaly) && !question.measure!.metrics.some(({ name }) => name === 'events')
