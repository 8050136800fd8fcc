import { type GraphQLResolveInfo } from 'graphql'
import { Arg, Authorized, Ctx, Info, Query, Resolver } from 'type-graphql'
import { type FunnelAnswer, funnel } from '../analytics/funnel.ts'
import { type Context } from '../context.ts'
import { Funnel, FunnelInput } from '../schema/funnel.ts'
import { selectedFields } from './selected-fields.ts'

@Resolver(() => Funnel)
export class FunnelResolver {
  @Authorized('admin')
  @Query(() => Funnel, {
    description:
      'How many users took steps within a window, where they dropped off, how long it took them.',
    complexity: ({ args, childComplexity }) => 100 + args.input.steps.length * (50 + childComplexity),
  })
  funnel(
    @Ctx() ctx: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => FunnelInput, { description: 'The steps, and when users may take them.' })
    input: FunnelInput,
  ): Promise<FunnelAnswer> {
    return funnel(ctx, input, selectedFields(info))
  }
}
