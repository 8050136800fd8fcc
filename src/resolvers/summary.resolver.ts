import { type GraphQLResolveInfo } from 'graphql'
import { Args, Authorized, Ctx, Info, Query, Resolver } from 'type-graphql'
import { summary } from '../analytics/summary.ts'
import { type Context } from '../context.ts'
import { ComparedArgs } from '../schema/question-args.ts'
import { Summary } from '../schema/summary.ts'
import { ever } from './question-cost/days-asked.ts'
import { costBeside } from './question-cost/question.ts'
import { summaryCost } from './question-cost/summary-cost.ts'
import { selectedFields } from './selected-fields.ts'

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
