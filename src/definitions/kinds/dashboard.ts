import { Field, ObjectType } from 'type-graphql'
import { builtInDashboards } from '../../dashboards/built-in/index.ts'
import { checkDashboard } from '../../dashboards/check-dashboard.ts'
import { type DashboardInput, dashboardFields } from '../../schema/dashboards/dashboard-input.ts'
import { Definition } from '../../schema/definition.ts'
import { Node } from '../../schema/node.ts'
import { JsonObject } from '../../schema/scalars.ts'
import { definitionKind } from '../definition-kind.ts'

@ObjectType({
  implements: Node,
  description: 'A dashboard as it is saved, or one that comes with Convograph. `dashboard(id)` answers it.',
})
export class SavedDashboard extends Definition {
  @Field(() => JsonObject, {
    name: 'input',
    description:
      'The fields of `CreateDashboardInput` as they were saved, without the name, such as `{"widgets": […]}`.',
  })
  content: object
}

export const dashboard = definitionKind<DashboardInput>({
  kind: 'dashboard',
  type: SavedDashboard,
  plural: 'dashboards',
  content: { fields: dashboardFields },
  fields: {
    list: 'dashboards',
    create: 'createDashboard',
    update: 'updateDashboard',
    delete: 'deleteDashboard',
  },
  notes: {
    create: '`dashboard(id)` answers its widgets.',
    update: 'The widgets are replaced as a whole.',
    delete: 'Its share links are deleted with it.',
  },
  builtIn: builtInDashboards,
  check: checkDashboard,
  usedBy: { code: 'IN_USE', names: (_, { id }) => ({ dashboards: [id] }) },
})
