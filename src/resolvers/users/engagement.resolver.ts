import { Args, Ctx, Resolver, Root } from 'type-graphql'
import { type Selection } from '../../analytics/query/measure/selection.ts'
import { type EngagementAnswer, engagement } from '../../analytics/users/engagement.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { StatsArgs } from '../../schema/question-args.ts'
import { Engagement, SessionLength, SessionLengthsArgs } from '../../schema/users/engagement.ts'
import { AdminField, AdminQuery } from '../decorators/for-admins.ts'
import { Selected } from '../decorators/selected.ts'
import { histogramCost } from '../question-cost/histogram-cost.ts'
import { plusFields } from '../question-cost/question.ts'
import { engagementCost } from '../question-cost/users/engagement-cost.ts'

@Resolver(() => Engagement)
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
  ): Promise<EngagementAnswer> {
    return engagement(scope, args, selected)
  }

  @AdminField(() => [SessionLength], {
    description: 'The sessions of the range by their length in seconds, the shortest first: a histogram.',
    cost: histogramCost,
  })
  sessionLengths(
    @Root() { sessionLengthsIn }: EngagementAnswer,
    @Args(() => SessionLengthsArgs) args: SessionLengthsArgs,
  ): Promise<SessionLength[]> {
    return sessionLengthsIn(args)
  }
}
