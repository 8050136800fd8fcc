import { type GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, FieldResolver, ID, Info, Resolver, Root } from 'type-graphql'
import { type AskedWidget, askWidgets } from '../../dashboards/ask-widgets.ts'
import { type AskedDashboard, askedDashboard } from '../../dashboards/asked-dashboard.ts'
import { isBuiltIn } from '../../dashboards/built-in/index.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { Dashboard, Widget, WidgetError } from '../../schema/dashboards/dashboard.ts'
import { DashboardArgs } from '../../schema/dashboards/dashboard-args.ts'
import { type Answer, AnswerUnion } from '../../schema/questions/answer.ts'
import { SharedQuery } from '../decorators/for-admins.ts'
import { dashboardCost } from '../question-cost/dashboards/dashboard-cost.ts'
import { fieldsOf, selectedOn } from '../question-cost/selected-fields.ts'

@Resolver(() => Dashboard)
export class DashboardResolver {
  @SharedQuery(() => Dashboard, {
    description:
      'A dashboard, saved or built in, with the answers of its widgets. One that fails has an `error`; the others are answered.',
    cost: dashboardCost,
  })
  dashboard(
    @Ctx('scope') scope: RequestScope,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID, {
      description: 'The `id` of the dashboard, as `dashboards` lists it, such as `12` or `platform`.',
    })
    id: string,
    @Args(() => DashboardArgs) args: DashboardArgs,
  ): Promise<AskedDashboard> {
    return askedDashboard(scope, info, id, args)
  }

  @FieldResolver(() => Boolean)
  isBuiltIn(@Root() { id }: AskedDashboard): boolean {
    return isBuiltIn(id)
  }

  @FieldResolver(() => [Widget])
  widgets(
    @Root() dashboard: AskedDashboard,
    @Ctx('scope') scope: RequestScope,
    @Info() info: GraphQLResolveInfo,
  ): AskedWidget[] {
    const fieldNodes = info.fieldNodes
      .flatMap(({ selectionSet }) => fieldsOf(selectionSet, info))
      .filter(({ name }) => name.value === 'answer')
    const on = (type: string) => selectedOn(type, { ...info, fieldNodes })
    return askWidgets({ scope, info, dashboard, selectedOn: fieldNodes.length ? on : undefined })
  }
}

@Resolver(() => Widget)
export class WidgetResolver {
  @FieldResolver(() => AnswerUnion)
  async answer(@Root() { outcome }: AskedWidget): Promise<Answer | null> {
    return (await outcome)?.answer ?? null
  }

  @FieldResolver(() => WidgetError)
  async error(@Root() { outcome }: AskedWidget): Promise<WidgetError | null> {
    return (await outcome)?.error ?? null
  }
}
