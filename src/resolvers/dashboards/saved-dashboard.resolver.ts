import { type GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql'
import { isBuiltIn } from '../../dashboards/built-in/index.ts'
import { duplicateDashboard } from '../../definitions/duplicate-dashboard.ts'
import { exportedDashboard } from '../../definitions/exported-dashboard.ts'
import { importDashboard } from '../../definitions/import-dashboard.ts'
import { dashboard, SavedDashboard } from '../../definitions/kinds/dashboard.ts'
import { type Definition } from '../../entities/definition.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { DuplicateDashboardInput, ImportDashboardInput } from '../../schema/dashboards/dashboard.ts'
import { type DefinitionPayload } from '../../schema/definition-types.ts'
import { JsonObject } from '../../schema/scalars.ts'
import { AdminMutation } from '../decorators/for-admins.ts'
import { type Accepted, WithUserErrors } from '../decorators/with-user-errors.ts'

@Resolver(() => SavedDashboard)
export class SavedDashboardResolver {
  @FieldResolver(() => Boolean, {
    description: 'Whether the dashboard comes with Convograph. It can be duplicated, not changed.',
  })
  isBuiltIn(@Root() { id }: Definition): boolean {
    return isBuiltIn(id)
  }

  @FieldResolver(() => JsonObject, {
    description:
      'The dashboard as JSON for `importDashboard`, in this or another project: `{"format": "convograph/dashboard/1", "name": …}`.',
  })
  json(@Root() definition: Definition): object {
    return exportedDashboard(definition)
  }

  @AdminMutation(() => dashboard.types.payload, {
    description: 'Saves a copy of a dashboard, saved or built in, to change it.',
  })
  @WithUserErrors()
  async duplicateDashboard(
    @Ctx('scope') scope: RequestScope,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => DuplicateDashboardInput, {
      description: 'The `id` to copy from, such as `platform`, and the name of the new dashboard.',
    })
    input: DuplicateDashboardInput,
  ): Promise<Accepted<DefinitionPayload>> {
    return { definition: await duplicateDashboard(scope, info, input) }
  }

  @AdminMutation(() => dashboard.types.payload, {
    description:
      'Saves a dashboard from the `json` of another one. JSON with unknown or wrong fields is refused, with the path to each.',
  })
  @WithUserErrors()
  async importDashboard(
    @Ctx('scope') scope: RequestScope,
    @Info() { schema }: GraphQLResolveInfo,
    @Arg('input', () => ImportDashboardInput, {
      description: 'The exported JSON, and a name if it is to have another one.',
    })
    input: ImportDashboardInput,
  ): Promise<Accepted<DefinitionPayload>> {
    return { definition: await importDashboard(scope, schema, input) }
  }
}
