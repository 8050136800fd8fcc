import { Args, Ctx, Resolver } from 'type-graphql'
import { explainChange } from '../../analytics/changes/explain-change.ts'
import { type Selection } from '../../analytics/query/measure/selection.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { ChangeExplanation, ExplainChangeArgs } from '../../schema/changes/explain-change.ts'
import { AdminQuery } from '../decorators/for-admins.ts'
import { Selected } from '../decorators/selected.ts'
import { explainChangeCost } from '../question-cost/changes/explain-change-cost.ts'

@Resolver()
export class ChangeResolver {
  @AdminQuery(() => ChangeExplanation, {
    description:
      'Why a metric changed between two ranges: for each breakdown, the parts that its values have in the change. They sum ' +
      'to the change exactly; for a rate or a mean, the effect of the mix and that of each value are apart (Kitagawa 1955).',
    cost: explainChangeCost,
  })
  explainChange(
    @Ctx('scope') scope: RequestScope,
    @Selected() selected: Selection,
    @Args(() => ExplainChangeArgs) args: ExplainChangeArgs,
  ): Promise<ChangeExplanation> {
    return explainChange(scope, args, selected)
  }
}
