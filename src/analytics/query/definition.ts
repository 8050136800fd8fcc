import { type EntityManager } from '@mikro-orm/postgresql'
import { Definition, type DefinitionKind } from '../../entities/definition.ts'
import { badInput } from '../../errors.ts'

/** @throws NOT_FOUND when the project has no definition of this kind with the id */
export async function definition(
  em: EntityManager,
  kind: DefinitionKind,
  id: string,
  field = 'id',
): Promise<Definition> {
  const found = isRowId(id) ? await em.findOne(Definition, { id, kind }) : null
  if (!found) throw badInput('NOT_FOUND', field, `This project has no ${nouns[kind]} with this id.`)
  return found
}

const nouns = { segment: 'segment', funnel: 'saved funnel', cohorts: 'saved cohorts' } satisfies Record<
  DefinitionKind,
  string
>

export const isRowId = (id: string) => /^[1-9]\d{0,18}$/.test(id) && BigInt(id) < 2n ** 63n
