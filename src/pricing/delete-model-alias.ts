import { ModelAlias as Stored } from '../entities/model-alias.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type DeleteModelAliasInput } from '../schema/performance/model-alias.ts'
import { type Prices } from './prices.ts'
import { aliasChanged, storedAlias } from './stored-alias.ts'

/** @throws NOT_FOUND */
export async function deleteModelAlias(
  scope: Pick<RequestScope, 'project' | 'em' | 'changes'>,
  prices: Prices,
  { id }: DeleteModelAliasInput,
): Promise<string> {
  const alias = await storedAlias(scope, id)
  await scope.em.nativeDelete(Stored, { id })
  aliasChanged(scope, prices, 'DELETED', alias)
  return id
}
