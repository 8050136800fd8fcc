import { type EntityManager } from '@mikro-orm/postgresql'
import { definition } from '../analytics/query/definition.ts'
import { type Definition } from '../entities/definition.ts'
import { builtInDashboard } from './built-in/index.ts'

/** A dashboard, saved or built in. @throws NOT_FOUND */
export const dashboardWith = async (em: EntityManager, id: string, field = 'id'): Promise<Definition> =>
  builtInDashboard(id) ?? definition(em, 'dashboard', id, field)
