import { type GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, Info, Resolver } from 'type-graphql'
import { type RequestScope } from '../../request/request-scope.ts'
import { type Answer, AnswerUnion } from '../../schema/questions/answer.ts'
import { QuestionInput } from '../../schema/questions/question-input.ts'
import { AnswerArgs } from '../../schema/streams/answer-args.ts'
import { ticks } from '../../streams/ticks.ts'
import { AdminSubscription } from '../decorators/for-admins.ts'
import { askCost } from '../question-cost/questions/ask-cost.ts'
import { answerTo } from '../questions/answer-to.ts'
import { checkInterval } from './check-interval.ts'

@Resolver()
export class AnswerResolver {
  @AdminSubscription<AnswerArgs>(() => AnswerUnion, {
    description:
      'The answer to a question of any kind, as `ask` gives it: at once, and again whenever it has changed. The question is asked ' +
      'again when events have arrived, `intervalSeconds` after the answer before at the earliest, and each minute otherwise.',
    cost: askCost,
    happenings: ({ intervalSeconds }, { listening }) => {
      checkInterval(intervalSeconds, { least: 5, most: 3_600 })
      return ticks(listening, { intervalSeconds })
    },
  })
  answer(
    @Ctx('scope') scope: RequestScope,
    @Info() info: GraphQLResolveInfo,
    @Args(() => AnswerArgs) times: AnswerArgs,
    @Arg('question', () => QuestionInput, {
      description: 'The question, such as `{ topUsers: { by: COST, first: 5 } }`.',
    })
    question: QuestionInput,
  ): Promise<Answer> {
    return answerTo(scope, info, question, times)
  }
}
