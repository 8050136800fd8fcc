import { Args, Ctx, Resolver } from 'type-graphql'
import { summary } from '../../analytics/overview/summary.ts'
import { type Selection } from '../../analytics/query/measure/selection.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { Summary } from '../../schema/overview/summary.ts'
import { ComparedArgs } from '../../schema/question-args.ts'
import { AdminQuery } from '../decorators/for-admins.ts'
import { Selected } from '../decorators/selected.ts'
import { summaryCost } from '../question-cost/overview/summary-cost.ts'
import { plusFields } from '../question-cost/question.ts'
import { allDays } from '../question-cost/requested-days.ts'

@Resolver()
export class SummaryResolver {
  @AdminQuery(() => Summary, {
    description:
      'The platform in a few numbers: users, conversations, messages, API calls, tokens, cost. Without a range ' +
      'they cover all history.',
    cost: plusFields(summaryCost(allDays)),
  })
  summary(
    @Ctx('scope') scope: RequestScope,
    @Selected() selected: Selection,
    @Args(() => ComparedArgs) args: ComparedArgs,
  ): Promise<Partial<Summary>> {
    return summary(scope, args, selected)
  }
}
