import { type GraphQLResolveInfo } from 'graphql'
import { Args, Authorized, Ctx, Info, Query, Resolver } from 'type-graphql'
import { summary } from '../../analytics/overview/summary.ts'
import { type Context } from '../../graphql/context.ts'
import { Summary } from '../../schema/overview/summary.ts'
import { ComparedArgs } from '../../schema/question-args.ts'
import { ever } from '../question-cost/days-asked.ts'
import { summaryCost } from '../question-cost/overview/summary-cost.ts'
import { costBeside } from '../question-cost/question.ts'
import { selectedFields } from '../question-cost/selected-fields.ts'

@Resolver()
export class SummaryResolver {
  @Authorized('admin')
  @Query(() => Summary, {
    description:
      'The platform in a few numbers: users, conversations, messages, API calls, tokens, cost. Without a range, of ' +
      'everything there ever was.',
    complexity: costBeside(summaryCost(ever)),
  })
  summary(
    @Ctx() ctx: Context,
    @Info() info: GraphQLResolveInfo,
    @Args(() => ComparedArgs) args: ComparedArgs,
  ): Promise<Partial<Summary>> {
    return summary(ctx, args, selectedFields(info))
  }
}
