import { type EntityManager, UniqueConstraintViolationException } from '@mikro-orm/postgresql'
import { isStorable } from '../analytics/query/check-text.ts'
import { definition } from '../analytics/query/definition.ts'
import { withUserErrors } from '../checks/user-errors.ts'
import { type Change } from '../entities/audit-entry.ts'
import { Definition, type DefinitionKind } from '../entities/definition.ts'
import { badInput } from '../errors.ts'
import { type Listing } from '../lists/listing.ts'
import { page } from '../lists/page.ts'
import { type DeletePayload } from '../schema/definition.ts'
import { type PageArgs } from '../schema/page-args.ts'

/** What saving a definition needs to know of the request. */
export interface Definer {
  project: string
  em: EntityManager
  viewer: { subject: string } | null
  /** When the request came. */
  asOf: Date
  /** What the request changed so far, for the audit log. */
  changes: Change[]
}

/** What is saved: `content` is the input that it stands for, checked by who saves it. */
export interface Defined {
  name: string
  description?: string | null
  content: object
}

const most = { nameLength: 100, descriptionLength: 1_000, definitions: 1_000 }

/** @throws INVALID_NAME, TOO_LONG, INVALID_TEXT, NAME_TAKEN, TOO_MANY */
export async function define(definer: Definer, kind: DefinitionKind, defined: Defined): Promise<Definition> {
  checkTexts(defined)
  const { em, project, viewer, asOf, changes } = definer
  if ((await em.count(Definition, { kind })) >= most.definitions)
    throw badInput('TOO_MANY', 'input', `A project has at most ${most.definitions} of them. Delete some.`)
  const definition = em.create(Definition, {
    ...defined,
    description: defined.description ?? null,
    kind,
    project,
    version: 1,
    createdBy: viewer!.subject,
    createdAt: asOf,
    updatedAt: asOf,
  })
  await unlessTaken(em.persist(definition).flush())
  changes.push(changeOf('CREATED', definition))
  return definition
}

export interface Redefined extends Partial<Defined> {
  id: string
  expectedVersion: number
}

/**
 * Changes what is given and leaves the rest.
 * @throws NOT_FOUND, VERSION_CONFLICT when somebody changed it since, and as `define` does
 */
export async function redefine(
  { em, asOf, changes }: Definer,
  kind: DefinitionKind,
  { id, expectedVersion, name, description, content }: Redefined,
): Promise<Definition> {
  checkTexts({ name, description })
  const { version } = await definition(em, kind, id)
  const given = {
    ...(name != null && { name }),
    ...(description !== undefined && { description }),
    ...(content && { content }),
  }
  const isUpdated =
    version === expectedVersion &&
    (await unlessTaken(
      em.nativeUpdate(Definition, { id, kind, version }, { ...given, version: version + 1, updatedAt: asOf }),
    ))
  if (!isUpdated)
    throw badInput(
      'VERSION_CONFLICT',
      'expectedVersion',
      `It is at version ${version} by now. Read it again, then update it.`,
    )
  const redefined = await em.findOneOrFail(Definition, { id, kind }, { refresh: true })
  changes.push(changeOf('UPDATED', redefined))
  return redefined
}

const changeOf = (action: Change['action'], { kind, id, name }: Definition): Change => ({
  action,
  kind: kind.toUpperCase() as Uppercase<DefinitionKind>,
  id,
  name,
})

/** Deletes a definition of the project, once nothing speaks against it. */
export const undefine = (
  definer: Definer,
  kind: DefinitionKind,
  id: string,
  check: () => Promise<void> = async () => undefined,
): Promise<DeletePayload> =>
  withUserErrors<DeletePayload>(
    async () => {
      const found = await definition(definer.em, kind, id)
      await check()
      await definer.em.nativeDelete(Definition, { id, kind })
      definer.changes.push(changeOf('DELETED', found))
      return { deletedId: id, userErrors: [] }
    },
    userErrors => ({ deletedId: null, userErrors }),
  )

const listingOf = (kind: DefinitionKind): Listing<Definition> => ({
  name: kind,
  of: Definition,
  time: 'createdAt',
  number: 'id',
})

/** A page of the definitions of a kind, newest first. @throws INVALID_PAGE_SIZE outside 1 to 100, INVALID_CURSOR */
export const definitions = ({ em }: Pick<Definer, 'em'>, kind: DefinitionKind, args: PageArgs) =>
  page(em, listingOf(kind), { kind }, args)

function checkTexts({ name, description }: Partial<Defined>): void {
  if (name != null && !name.trim()) throw badInput('INVALID_NAME', 'name', 'name must not be empty.')
  checkText(name, 'name', most.nameLength)
  checkText(description, 'description', most.descriptionLength)
}

function checkText(value: string | null | undefined, field: string, longest: number): void {
  if (value == null) return
  if (value.length > longest) throw badInput('TOO_LONG', field, `${field} may have ${longest} characters.`)
  if (!isStorable(value))
    throw badInput('INVALID_TEXT', field, `${field} holds a NUL character or half a surrogate pair.`)
}

async function unlessTaken<Result>(written: Promise<Result>): Promise<Result> {
  try {
    return await written
  } catch (error) {
    if (!(error instanceof UniqueConstraintViolationException)) throw error
    throw badInput('NAME_TAKEN', 'name', 'Another one has this name.')
  }
}
