import { type GraphQLResolveInfo } from 'graphql'
import { answerTypeOf } from '../../questions/answer-type.ts'
import { askQuestion } from '../../questions/ask-question.ts'
import { besideOf, checkTimes } from '../../questions/times.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { type Answer } from '../../schema/questions/answer.ts'
import { type QuestionInput } from '../../schema/questions/question-input.ts'
import { type TimesArgs } from '../../schema/questions/times-args.ts'
import { selectedOn } from '../question-cost/selected-fields.ts'

/** The answer of a root field to a question with its times beside it. @throws as `checkTimes` and `askQuestion` do */
export async function answerTo(
  scope: RequestScope,
  info: GraphQLResolveInfo,
  question: QuestionInput,
  times: TimesArgs,
): Promise<Answer> {
  checkTimes(times)
  const selected = selectedOn(answerTypeOf(question), info)
  return askQuestion(scope, info, question, besideOf(times), selected)
}
