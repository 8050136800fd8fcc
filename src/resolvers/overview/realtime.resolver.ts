import { Args, Ctx, Resolver } from 'type-graphql'
import { realtime } from '../../analytics/overview/realtime.ts'
import { type Selection } from '../../analytics/query/measure/selection.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { Realtime, RealtimeArgs } from '../../schema/overview/realtime.ts'
import { AdminQuery } from '../decorators/for-admins.ts'
import { Selected } from '../decorators/selected.ts'
import { realtimeCost } from '../question-cost/overview/realtime-cost.ts'
import { plusFields } from '../question-cost/question.ts'

@Resolver()
export class RealtimeResolver {
  @AdminQuery(() => Realtime, {
    description:
      'The platform at this moment, beside the same time of an earlier day: active users and conversations, messages, ' +
      'response time, errors and cost, and the last 30 minutes.',
    cost: plusFields(realtimeCost),
  })
  realtime(
    @Ctx('scope') scope: RequestScope,
    @Selected() selected: Selection,
    @Args(() => RealtimeArgs) args: RealtimeArgs,
  ): Promise<Partial<Realtime>> {
    return realtime(scope, args, selected)
  }
}
