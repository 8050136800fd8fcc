import { Args, Ctx, Resolver } from 'type-graphql'
import { messageStats } from '../../analytics/conversations/message-stats.ts'
import { type Selection } from '../../analytics/query/measure/selection.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { MessageStats, messageFields } from '../../schema/conversations/message-stats.ts'
import { StatsArgs } from '../../schema/question-args.ts'
import { AdminQuery } from '../decorators/for-admins.ts'
import { Selected } from '../decorators/selected.ts'
import { plusFields } from '../question-cost/question.ts'
import { statsCost } from '../question-cost/stats-cost.ts'

@Resolver()
export class MessageStatsResolver {
  @AdminQuery(() => MessageStats, {
    description: 'Messages: their number by role, response times, fallbacks, feedback, tokens and cost.',
    cost: plusFields(statsCost({ fields: messageFields, of: 'kind' })),
  })
  messageStats(
    @Ctx('scope') scope: RequestScope,
    @Selected() selected: Selection,
    @Args(() => StatsArgs) args: StatsArgs,
  ) {
    return messageStats(scope, args, selected)
  }
}
