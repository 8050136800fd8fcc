import { definition, notFound } from '../analytics/query/definition.ts'
import { at, collectedInTurn } from '../checks/collect.ts'
import { Definition } from '../entities/definition.ts'
import { badInput } from '../errors.ts'
import { ormTransaction } from '../postgres/orm-transaction.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type DefinitionChanges } from '../schema/definition.ts'
import { auditedChange } from './audited-change.ts'
import { checkNotBuiltIn } from './check-not-built-in.ts'
import { checkWords } from './check-words.ts'
import { changedContent, type DefinitionKind, placeOfContent } from './definition-kind.ts'
import { refusingTakenName } from './refusing-taken-name.ts'

/**
 * Changes the fields that the input has and leaves the others.
 * @throws BUILT_IN, NOT_FOUND, VERSION_CONFLICT when the definition has another version than the input expects, INVALID_NAME,
 * TOO_LONG, INVALID_TEXT, NAME_TAKEN, and as `kind.check` does
 */
export async function updateDefinition(
  scope: RequestScope,
  kind: DefinitionKind,
  input: DefinitionChanges,
): Promise<Definition> {
  const { em, changes } = scope
  checkNotBuiltIn(kind, input.id)
  const stored = await definition(em, kind.kind, input.id)
  const content = changedContent(kind, stored.content, input)
  await collectedInTurn(
    [
      () => content && at(placeOfContent(kind), () => kind.check(scope, content, input.id)),
      () => checkWords(input),
    ],
    check => check(),
  )
  if (stored.version !== input.expectedVersion) throw versionConflict(stored)
  if (!(await isUpdated(scope, kind, stored, input, content)))
    throw versionConflict(await em.refreshOrFail(stored, { failHandler: () => notFound(kind.kind) }))
  // The update is committed: reading it back may fail.
  changes.push(auditedChange('UPDATED', { ...stored, name: input.name ?? stored.name }))
  return em.refreshOrFail(stored)
}

/** False when another request has updated or deleted the definition meanwhile. */
const isUpdated = (
  scope: RequestScope,
  kind: DefinitionKind,
  stored: Definition,
  input: DefinitionChanges,
  content: object | undefined,
): Promise<boolean> =>
  ormTransaction(scope.em, async () => {
    if (!(await update(scope, stored, input, content && (kind.stored?.(scope, content) ?? content))))
      return false
    await kind.saved?.(scope, stored, content ?? stored.content)
    return true
  })

async function update(
  { em, asOf }: Pick<RequestScope, 'em' | 'asOf'>,
  { id, kind, version }: Definition,
  { name, description }: DefinitionChanges,
  content: object | null | undefined,
): Promise<boolean> {
  const changed = {
    ...(name != null && { name }),
    ...(description !== undefined && { description }),
    ...(content && { content }),
  }
  const updated = em.nativeUpdate(
    Definition,
    { id, kind, version },
    { ...changed, version: version + 1, updatedAt: asOf },
  )
  return (await refusingTakenName(updated)) > 0
}

const versionConflict = ({ version }: Definition) =>
  badInput(
    'VERSION_CONFLICT',
    'expectedVersion',
    `The current version is ${version}. Read it, then repeat the update with expectedVersion ${version}.`,
  )
