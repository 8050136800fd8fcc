import { Args, Ctx, Resolver } from 'type-graphql'
import { type Selection } from '../../analytics/query/measure/selection.ts'
import { audience } from '../../analytics/users/audience.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { Audience, AudienceArgs } from '../../schema/users/audience.ts'
import { AdminQuery } from '../decorators/for-admins.ts'
import { Selected } from '../decorators/selected.ts'
import { type Question } from '../question-cost/question.ts'
import { rowsCost } from '../question-cost/rows-cost.ts'
import { audienceCost } from '../question-cost/users/audience-cost.ts'

@Resolver()
export class AudienceResolver {
  @AdminQuery(() => Audience, {
    description: 'Active users, new and returning, by a dimension, a property or a trait.',
    cost: (question: Question<AudienceArgs>) => rowsCost(question) + audienceCost(question),
  })
  audience(
    @Ctx('scope') scope: RequestScope,
    @Selected() selected: Selection,
    @Args(() => AudienceArgs) args: AudienceArgs,
  ): Promise<Partial<Audience>> {
    return audience(scope, args, selected)
  }
}
