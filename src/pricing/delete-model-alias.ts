import { isRowId } from '../analytics/query/definition.ts'
import { ModelAlias as Stored } from '../entities/model-alias.ts'
import { badInput } from '../errors.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type DeleteModelAliasInput } from '../schema/performance/model-alias.ts'
import { aliasChanged } from './add-model-alias.ts'
import { type Prices } from './prices.ts'

/** @throws NOT_FOUND */
export async function deleteModelAlias(
  scope: Pick<RequestScope, 'project' | 'em' | 'changes'>,
  prices: Prices,
  { id }: DeleteModelAliasInput,
): Promise<string> {
  const alias = isRowId(id) ? await scope.em.findOne(Stored, { id }) : null
  if (!alias) throw badInput('NOT_FOUND', 'id', 'This project has no alias with this id.')
  await scope.em.nativeDelete(Stored, { id })
  aliasChanged(scope, prices, 'DELETED', alias)
  return id
}
