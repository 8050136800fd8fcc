import { type QuestionArgs } from '../../../schema/question-args.ts'
import { ever } from '../days-asked.ts'
import { type Question } from '../question.ts'
import { reading, scopeOf } from '../reading.ts'

/** What looks at everything there ever was. */
const looksBack = ['lastActiveAt', 'engagement']

/** One user in numbers. Of all facts those of the user are found, once for each kind of number. */
export function userAnalyticsCost({ args, selected }: Question<QuestionArgs>): number {
  const scope = scopeOf(args)
  const back = looksBack.filter(field => field in selected).length
  return reading('named', scope) + back * reading('totals', { ...scope, days: ever })
}
