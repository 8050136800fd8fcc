import { type EntityManager } from '@mikro-orm/postgresql'
import { at, collectedInTurn } from '../checks/collect.ts'
import { Definition, type DefinitionKindName, definitionNouns } from '../entities/definition.ts'
import { badInput } from '../errors.ts'
import { ormTransaction } from '../postgres/orm-transaction.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type NewDefinition } from '../schema/definition.ts'
import { largest } from '../schema/largest.ts'
import { auditedChange } from './audited-change.ts'
import { checkWords } from './check-words.ts'
import { contentOf, type DefinitionKind, placeOfContent } from './definition-kind.ts'
import { refusingTakenName } from './refusing-taken-name.ts'

/** @throws INVALID_NAME, TOO_LONG, INVALID_TEXT, NAME_TAKEN, TOO_MANY, and as `kind.check` does */
export async function createDefinition(
  scope: RequestScope,
  kind: DefinitionKind,
  input: NewDefinition,
): Promise<Definition> {
  const { em, changes } = scope
  const content = contentOf(kind, input)
  await collectedInTurn(
    [() => at(placeOfContent(kind), () => kind.check(scope, content)), () => checkWords(input)],
    check => check(),
  )
  await checkRoom(em, kind.kind)
  const created = newDefinition(scope, kind.kind, input, kind.stored?.(scope, content) ?? content)
  await refusingTakenName(
    ormTransaction(em, async () => {
      await em.persist(created).flush()
      await kind.saved?.(scope, created, content)
    }),
  )
  changes.push(auditedChange('CREATED', created))
  return created
}

async function checkRoom(em: EntityManager, kind: DefinitionKindName): Promise<void> {
  if ((await em.count(Definition, { kind })) >= largest.definitions)
    throw badInput(
      'TOO_MANY',
      'input',
      `A project may have at most ${largest.definitions} saved ${definitionNouns[kind]}s. Delete one first.`,
    )
}

const newDefinition = (
  { em, project, viewer, asOf }: Pick<RequestScope, 'em' | 'project' | 'viewer' | 'asOf'>,
  kind: DefinitionKindName,
  { name, description = null }: NewDefinition,
  content: object,
): Definition =>
  em.create(Definition, {
    kind,
    project,
    name,
    description,
    content,
    version: 1,
    createdBy: viewer!.subject,
    createdAt: asOf,
    updatedAt: asOf,
  })
