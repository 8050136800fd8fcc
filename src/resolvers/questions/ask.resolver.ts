import { type GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, Info, Resolver } from 'type-graphql'
import { type RequestScope } from '../../request/request-scope.ts'
import { type Answer, AnswerUnion } from '../../schema/questions/answer.ts'
import { QuestionInput } from '../../schema/questions/question-input.ts'
import { TimesArgs } from '../../schema/questions/times-args.ts'
import { AdminQuery } from '../decorators/for-admins.ts'
import { askCost } from '../question-cost/questions/ask-cost.ts'
import { answerTo } from './answer-to.ts'

@Resolver()
export class AskResolver {
  @AdminQuery(() => AnswerUnion, {
    description:
      'The answer to a question of any kind, given as data: one that a dashboard or a report could hold as well. Its times ' +
      'are given beside it.',
    cost: askCost,
  })
  ask(
    @Ctx('scope') scope: RequestScope,
    @Info() info: GraphQLResolveInfo,
    @Args(() => TimesArgs) times: TimesArgs,
    @Arg('question', () => QuestionInput, {
      description: 'The question, such as `{ topUsers: { by: COST, first: 5 } }`.',
    })
    question: QuestionInput,
  ): Promise<Answer> {
    return answerTo(scope, info, question, times)
  }
}
