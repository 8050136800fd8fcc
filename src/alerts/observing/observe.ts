import { type Range } from '../../analytics/query/range.ts'
import { type FieldNumber, numbersOf } from '../../questions/number-of.ts'
import { largest } from '../../schema/largest.ts'
import { windowBefore } from '../windows.ts'
import { type Asker } from './asker.ts'
import { keyOf, type Observed, type WatchedRule } from './observed.ts'
import { seasonalNumbers } from './seasonal-numbers.ts'
import { sampleField, watchedQuestion } from './watched-question.ts'

/** The numbers of each group of a rule in a window, up to 100 groups. @throws as the question does */
export async function observe(asker: Asker, rule: WatchedRule, range: Range): Promise<Observed[]> {
  const observed = rule.content.condition.anomaly
    ? await seasonalNumbers(asker, rule, range)
    : await plainNumbers(asker, rule, range)
  return observed.slice(0, largest.alertGroups)
}

async function plainNumbers(
  asker: Asker,
  { content, timeZone, fields }: WatchedRule,
  range: Range,
): Promise<Observed[]> {
  const { field, condition, minSample } = content
  const question = watchedQuestion(content)
  const against = condition.changeRate?.against
  const isGrouped = await asker.isGrouped(question)
  const answer = await asker.numbers(question, fields, range)
  const before = against && (await asker.numbers(question, fields, windowBefore(range, against, timeZone)))
  const previous = byGroup(before ? numbersOf(before, field, isGrouped) : [])
  const samples = byGroup(minSample ? numbersOf(answer, sampleField, isGrouped) : [])
  return numbersOf(answer, field, isGrouped).map(({ group, value }) => ({
    group,
    observation: {
      value,
      previous: previous.get(keyOf(group)) ?? null,
      sample: samples.get(keyOf(group)) ?? null,
      isAnomaly: null,
    },
  }))
}

const byGroup = (numbers: FieldNumber[]) => new Map(numbers.map(({ group, value }) => [keyOf(group), value]))
