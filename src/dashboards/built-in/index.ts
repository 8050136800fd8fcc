import { Definition } from '../../entities/definition.ts'
import { behaviour } from './behaviour.ts'
import { type BuiltInDashboard } from './built-in-dashboard.ts'
import { models } from './models.ts'
import { platform } from './platform.ts'

/** The day on which they came to be. */
const since = new Date('2026-11-29T00:00:00Z')

/** The dashboards that come with Convograph, in the order of their list. Their ids are words. */
export const builtInDashboards: readonly Definition[] = Object.entries({ platform, models, behaviour }).map(
  ([id, dashboard]) => definitionOf(id, dashboard),
)

/** Undefined for the id of a dashboard that is not built in. */
export const builtInDashboard = (id: string): Definition | undefined =>
  builtInDashboards.find(each => each.id === id)

export const isBuiltIn = (id: string): boolean => builtInDashboard(id) !== undefined

function definitionOf(id: string, { name, description, ...content }: BuiltInDashboard): Definition {
  return Object.assign(new Definition(), {
    id,
    project: '',
    kind: 'dashboard' as const,
    name,
    description,
    content,
    version: 1,
    createdBy: 'convograph',
    createdAt: since,
    updatedAt: since,
  })
}
