import { isRowId } from '../analytics/query/definition.ts'
import { type Change } from '../entities/audit-entry.ts'
import { ModelAlias as Stored } from '../entities/model-alias.ts'
import { badInput } from '../errors.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type ModelAlias } from '../schema/performance/model-alias.ts'
import { type Prices } from './prices.ts'

/** After the change of an alias: discards the cached price book and records the change for the audit log. */
export function aliasChanged(
  { project, changes }: Pick<RequestScope, 'project' | 'changes'>,
  prices: Prices,
  action: Change['action'],
  { id, model, targetProvider, targetModel }: Stored,
): void {
  prices.forget(project)
  changes.push({ action, kind: 'MODEL_ALIAS', id, name: `${model} → ${targetProvider} ${targetModel}` })
}

/** @throws NOT_FOUND when the project has no such alias */
export async function storedAlias({ em }: Pick<RequestScope, 'em'>, id: string): Promise<Stored> {
  const alias = isRowId(id) ? await em.findOne(Stored, { id }) : null
  if (!alias) throw badInput('NOT_FOUND', 'id', 'This project has no alias with this id.')
  return alias
}

export const toModelAlias = (alias: Stored): ModelAlias => ({ ...alias, provider: alias.provider || null })
