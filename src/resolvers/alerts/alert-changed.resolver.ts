import { Arg, Ctx, ID, Resolver, Root } from 'type-graphql'
import { definition, findDefinition } from '../../analytics/query/definition.ts'
import { Alert } from '../../definitions/kinds/alert.ts'
import { type Definition } from '../../entities/definition.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { happeningsOf } from '../../streams/happenings-of.ts'
import { AdminSubscription } from '../decorators/for-admins.ts'
import { objectCost } from '../question-cost/answer-cost.ts'

@Resolver()
export class AlertChangedResolver {
  @AdminSubscription<{ id?: string | null }>(() => Alert, {
    nullable: true,
    description:
      'An alert whenever it was saved, a state of it has changed, or it was acknowledged or snoozed; null for one that was ' +
      'deleted. With an `id` that alert, also as it is now; otherwise each alert of the project, from now on.',
    cost: objectCost,
    happenings: async ({ id }, { scope, listening }) =>
      happeningsOf(listening, 'alert', id == null ? undefined : (await definition(scope.em, 'alert', id)).id),
  })
  alertChanged(
    @Ctx('scope') { em }: RequestScope,
    @Root() id: string,
    @Arg('id', () => ID, {
      nullable: true,
      description:
        'One alert by the `id` that `alerts` lists, such as 42. Default: every alert of the project.',
    })
    _id: string | null | undefined,
  ): Promise<Definition | null> {
    return findDefinition(em, 'alert', id)
  }
}
