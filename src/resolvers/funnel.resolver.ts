import { Arg, Authorized, Ctx, Query, Resolver } from 'type-graphql'
import { funnel } from '../analytics/funnel.ts'
import { type Context } from '../context.ts'
import { Funnel, FunnelInput } from '../schema/funnel.ts'

@Resolver()
export class FunnelResolver {
  @Authorized('admin')
  @Query(() => Funnel, {
    description:
      'How many users took steps in order within a window, where they dropped off, how long it took them.',
    complexity: ({ args, childComplexity }) => 100 + args.input.steps.length * (50 + childComplexity),
  })
  funnel(
    @Ctx() ctx: Context,
    @Arg('input', () => FunnelInput, { description: 'The steps, and when users may take them.' })
    input: FunnelInput,
  ): Promise<Funnel> {
    return funnel(ctx, input)
  }
}
