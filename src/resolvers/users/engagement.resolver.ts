import { Args, Ctx, Resolver } from 'type-graphql'
import { type Selection } from '../../analytics/query/measure/selection.ts'
import { engagement } from '../../analytics/users/engagement.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { StatsArgs } from '../../schema/question-args.ts'
import { Engagement } from '../../schema/users/engagement.ts'
import { AdminQuery } from '../decorators/for-admins.ts'
import { Selected } from '../decorators/selected.ts'
import { plusFields } from '../question-cost/question.ts'
import { engagementCost } from '../question-cost/users/engagement-cost.ts'

@Resolver()
export class EngagementResolver {
  @AdminQuery(() => Engagement, {
    description:
      'How often users come back: daily, weekly and monthly active users, stickiness, sessions and lifecycle.',
    cost: plusFields(engagementCost),
  })
  engagement(
    @Ctx('scope') scope: RequestScope,
    @Selected() selected: Selection,
    @Args(() => StatsArgs) args: StatsArgs,
  ): Promise<Partial<Engagement>> {
    return engagement(scope, args, selected)
  }
}
