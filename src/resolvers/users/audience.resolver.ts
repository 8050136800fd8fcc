import { type GraphQLResolveInfo } from 'graphql'
import { Args, Authorized, Ctx, Info, Query, Resolver } from 'type-graphql'
import { audience } from '../../analytics/users/audience.ts'
import { type Context } from '../../graphql/context.ts'
import { Audience, AudienceArgs } from '../../schema/users/audience.ts'
import { costBy } from '../question-cost/question.ts'
import { rowsOf } from '../question-cost/rows-cost.ts'
import { selectedFields } from '../question-cost/selected-fields.ts'
import { audienceCost } from '../question-cost/users/audience-cost.ts'

@Resolver()
export class AudienceResolver {
  @Authorized('admin')
  @Query(() => Audience, {
    description:
      'Who uses the platform: active users, new and returning, by a dimension, a property or a trait of theirs.',
    complexity: costBy<AudienceArgs>(question => rowsOf(question) + audienceCost(question)),
  })
  audience(
    @Ctx() ctx: Context,
    @Info() info: GraphQLResolveInfo,
    @Args(() => AudienceArgs) args: AudienceArgs,
  ): Promise<Partial<Audience>> {
    return audience(ctx, args, selectedFields(info))
  }
}
