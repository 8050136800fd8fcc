import { type GraphQLSchema } from 'graphql'
import { type Range, rangeInputOf } from '../../analytics/query/range.ts'
import { answerTypeOf } from '../../questions/answer-type.ts'
import { selectionOfFields } from '../../questions/number-of.ts'
import { isGrouped } from '../../questions/numbers/is-grouped.ts'
import { type WholeAnswer } from '../../questions/table-of.ts'
import { wholeAnswer } from '../../questions/whole-answer.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { CalendarUnit, WeekStart } from '../../schema/date-range-input.ts'
import { type QuestionInput } from '../../schema/questions/question-input.ts'

/** Asks the questions of alerts, each range of a question once. */
export interface Asker {
  isGrouped(question: QuestionInput): Promise<boolean>
  /** The answer with the numbers at these paths. */
  numbers(question: QuestionInput, fields: string[], range: Range): Promise<WholeAnswer>
  /** The answer with the values of each bucket. The question is one about metrics. */
  series(question: QuestionInput, range: Range, interval: CalendarUnit): Promise<WholeAnswer>
}

const series =
  '{ timestamps metrics { name unit } groups { labels isOther numbers { metric values exactValues } } }'

/** `inTurn` runs a question when the lane of the questions has a place for it. */
export function createAsker(
  schema: GraphQLSchema,
  scope: RequestScope,
  inTurn: <Answer>(ask: () => Promise<Answer>) => Promise<Answer>,
): Asker {
  const answers = new Map<string, Promise<WholeAnswer>>()

  function ask(question: QuestionInput, range: Range, selection: string): Promise<WholeAnswer> {
    const key = JSON.stringify([question, range, selection])
    const beside = { range: rangeInputOf(range), weekStart: WeekStart.MONDAY }
    const answer = answers.get(key) ?? inTurn(() => wholeAnswer(schema, scope, question, beside, selection))
    answers.set(key, answer)
    return answer
  }

  const grouped = (question: QuestionInput) => isGrouped(scope, { schema }, question)
  return {
    isGrouped: grouped,
    numbers: async (question, fields, range) =>
      ask(question, range, selectionOfFields(answerTypeOf(question), fields, await grouped(question))),
    series: ({ measure }, range, interval) => ask({ measure: { ...measure!, interval } }, range, series),
  }
}
