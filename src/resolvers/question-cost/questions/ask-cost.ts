import { answerTypeOf, keyOf } from '../../../questions/answer-type.ts'
import { type Beside, besideOf } from '../../../questions/times.ts'
import { type CustomQueryInput } from '../../../schema/custom-queries/custom-query-input.ts'
import { type FirstOf } from '../../../schema/questions/list-input.ts'
import { type QuestionInput } from '../../../schema/questions/question-input.ts'
import { type TimesArgs } from '../../../schema/questions/times-args.ts'
import { cohortsCost } from '../behavior/cohorts-cost.ts'
import { funnelCost } from '../behavior/funnel-cost.ts'
import { lifecycleCost } from '../behavior/lifecycle-cost.ts'
import { pathsCost } from '../behavior/paths-cost.ts'
import { stickinessCost } from '../behavior/stickiness-cost.ts'
import { customQueryCost } from '../custom-query-cost.ts'
import { groupsCost } from '../groups-cost.ts'
import { timeSeriesCost } from '../overview/time-series-cost.ts'
import { pageCost } from '../page-cost.ts'
import { type Cost, plusFields, type Question } from '../question.ts'
import { measureCost } from './measure-cost.ts'

/** The cost of the question inside. */
export const askCost = (ask: Question<TimesArgs & { question: QuestionInput }>): number =>
  questionCost(ask.args.question, besideOf(ask.args), ask)

/** The cost of a question of any kind, where a field answers it; `field` has the selection of the answer. */
export function questionCost(question: QuestionInput, beside: Beside, field: Question): number {
  const kind = keyOf(question)
  const cost = kinds[kind] as (input: unknown, beside: Beside, field: Question) => number
  return cost(question[kind], beside, field.on(answerTypeOf(question)))
}

type Kinds = {
  [Kind in keyof QuestionInput]-?: (
    input: NonNullable<QuestionInput[Kind]>,
    beside: Beside,
    field: Question,
  ) => number
}

/** The cost of the field that answers with the same type, with its input and what is beside it as arguments. */
const withInput =
  (cost: Cost) =>
  (input: object, beside: Beside, field: Question): number =>
    cost({ ...field, args: { ...beside, input } } as unknown as Question<never>)

/** The same with a saved input, which the cost does not read. */
const withSaved =
  (cost: Cost) =>
  (_: string, beside: Beside, field: Question): number =>
    cost({ ...field, args: beside } as unknown as Question<never>)

const kinds: Kinds = {
  measure: measureCost,
  funnel: withInput(funnelCost),
  funnelId: withSaved(funnelCost),
  cohorts: withInput(cohortsCost),
  cohortsId: withSaved(cohortsCost),
  lifecycle: withInput(plusFields(lifecycleCost)),
  stickiness: withInput(plusFields(stickinessCost)),
  paths: withInput(plusFields(pathsCost)),
  timeSeries: withInput(plusFields(timeSeriesCost)),
  topUsers: (input, beside, field) =>
    groupsCost('ranked')({ ...field, args: { ...beside, ...input, range: beside.range } } as Question<never>),
  list: (input, _, field) => {
    const { first } = input[keyOf(input)] as FirstOf<object>
    return pageCost({ ...field, args: { first } })
  },
  query: ({ maxRows }, _, field) =>
    customQueryCost({ ...field, args: { input: { maxRows } } } as Question<{ input: CustomQueryInput }>),
}
