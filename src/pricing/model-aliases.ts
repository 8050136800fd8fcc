import { ModelAlias as Stored } from '../entities/model-alias.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type ModelAlias } from '../schema/performance/model-alias.ts'
import { toModelAlias } from './stored-alias.ts'

/** The aliases of the project, sorted by provider and model. */
export async function modelAliases({ em }: Pick<RequestScope, 'em'>): Promise<ModelAlias[]> {
  return (await em.find(Stored, {}, { orderBy: { provider: 'asc', model: 'asc' } })).map(toModelAlias)
}
