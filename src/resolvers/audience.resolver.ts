import { type GraphQLResolveInfo } from 'graphql'
import { Args, Authorized, Ctx, Info, Query, Resolver } from 'type-graphql'
import { audience } from '../analytics/audience.ts'
import { type Context } from '../context.ts'
import { Audience, AudienceArgs } from '../schema/audience.ts'
import { selectedFields } from './selected-fields.ts'

@Resolver()
export class AudienceResolver {
  @Authorized('admin')
  @Query(() => Audience, {
    description:
      'Who uses the platform: active users, new and returning, by a dimension, a property or a trait of theirs.',
    complexity: ({ args, childComplexity }) =>
      100 + Math.min(Math.max(args.first, 1), 1_000) * childComplexity,
  })
  audience(
    @Ctx() ctx: Context,
    @Info() info: GraphQLResolveInfo,
    @Args(() => AudienceArgs) args: AudienceArgs,
  ): Promise<Partial<Audience>> {
    return audience(ctx, args, selectedFields(info))
  }
}
