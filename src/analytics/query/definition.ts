import { type EntityManager, ForeignKeyConstraintViolationException } from '@mikro-orm/postgresql'
import { Definition, type DefinitionKindName, definitionNouns } from '../../entities/definition.ts'
import { badInput } from '../../errors.ts'

/** @throws NOT_FOUND when the project has no definition of this kind with the id */
export async function definition(
  em: EntityManager,
  kind: DefinitionKindName,
  id: string,
  field = 'id',
): Promise<Definition> {
  const found = await findDefinition(em, kind, id)
  if (!found) throw notFound(kind, field)
  return found
}

export const notFound = (kind: DefinitionKindName, field = 'id') =>
  badInput('NOT_FOUND', field, `This project has no saved ${definitionNouns[kind]} with this id.`)

/** @throws NOT_FOUND when the definition that the written row belongs to was deleted meanwhile */
export async function refusingDeleted<Result>(
  written: Promise<Result>,
  kind: DefinitionKindName,
  field?: string,
): Promise<Result> {
  try {
    return await written
  } catch (error) {
    throw error instanceof ForeignKeyConstraintViolationException ? notFound(kind, field) : error
  }
}

export const findDefinition = async (
  em: EntityManager,
  kind: DefinitionKindName,
  id: string,
): Promise<Definition | null> => (isRowId(id) ? em.findOne(Definition, { id, kind }) : null)

export const isRowId = (id: string) => /^[1-9]\d{0,18}$/.test(id) && BigInt(id) < 2n ** 63n
