import { definition } from '../analytics/query/definition.ts'
import { Definition, definitionNouns } from '../entities/definition.ts'
import { badInput } from '../errors.ts'
import { lockDefinition } from '../postgres/lock-definition.ts'
import { ormTransaction } from '../postgres/orm-transaction.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { auditedChange } from './audited-change.ts'
import { checkNotBuiltIn } from './check-not-built-in.ts'
import { type DefinitionKind } from './definition-kind.ts'
import { inWords, referrersOf } from './referrers.ts'

/**
 * Gives back the id.
 * @throws BUILT_IN, NOT_FOUND, and such as SEGMENT_IN_USE when another definition names this one
 */
export async function deleteDefinition(
  scope: RequestScope,
  kind: DefinitionKind,
  id: string,
): Promise<string> {
  checkNotBuiltIn(kind, id)
  const { em, changes } = scope
  const stored = await definition(em, kind.kind, id)
  await checkUnused(scope, kind, stored)
  await ormTransaction(em, async () => {
    await lockDefinition(em, id)
    await kind.deleted?.(scope, stored)
    await em.nativeDelete(Definition, { id, kind: kind.kind })
  })
  changes.push(auditedChange('DELETED', stored))
  return id
}

async function checkUnused(
  scope: RequestScope,
  { kind, usedBy }: DefinitionKind,
  stored: Definition,
): Promise<void> {
  if (!usedBy) return
  const referrers = await referrersOf(scope, stored, await usedBy.names(scope, stored))
  const [first, ...others] = referrers
  if (!first) return
  const [use, change] = others.length ? ['use', 'them'] : ['uses', `"${first.name}"`]
  throw badInput(
    usedBy.code,
    'id',
    `${inWords(referrers)} ${use} this ${definitionNouns[kind]}. Change ${change} first.`,
  )
}
