import { Args, Ctx, Resolver } from 'type-graphql'
import { realtime } from '../../analytics/overview/realtime.ts'
import { type Selection } from '../../analytics/query/measure/selection.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { Realtime } from '../../schema/overview/realtime.ts'
import { RealtimeStreamArgs } from '../../schema/streams/realtime-args.ts'
import { ticks } from '../../streams/ticks.ts'
import { AdminSubscription } from '../decorators/for-admins.ts'
import { Selected } from '../decorators/selected.ts'
import { realtimeCost } from '../question-cost/overview/realtime-cost.ts'
import { plusFields } from '../question-cost/question.ts'
import { checkInterval } from './check-interval.ts'

/** The windows move on without events: users who left are no longer active. */
const idleSeconds = 15

@Resolver()
export class RealtimeStreamResolver {
  @AdminSubscription<RealtimeStreamArgs>(() => Realtime, {
    description:
      'The numbers of now, as the question `realtime` gives them: at once, and again when events have arrived, ' +
      '`intervalSeconds` after the answer before at the earliest, or after 15 seconds, since the windows move on.',
    cost: plusFields(realtimeCost),
    happenings: ({ intervalSeconds }, { listening }) => {
      checkInterval(intervalSeconds, { least: 2, most: 60 })
      return ticks(listening, { intervalSeconds, idleSeconds: Math.max(intervalSeconds, idleSeconds) })
    },
  })
  realtime(
    @Ctx('scope') scope: RequestScope,
    @Selected() selected: Selection,
    @Args(() => RealtimeStreamArgs) args: RealtimeStreamArgs,
  ): Promise<Partial<Realtime>> {
    return realtime(scope, args, selected)
  }
}
