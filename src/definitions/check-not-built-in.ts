import { definitionNouns } from '../entities/definition.ts'
import { badInput } from '../errors.ts'
import { type DefinitionKind } from './definition-kind.ts'

/** @throws BUILT_IN */
export function checkNotBuiltIn({ kind, builtIn }: DefinitionKind, id: string): void {
  if (builtIn?.some(each => each.id === id))
    throw badInput(
      'BUILT_IN',
      'id',
      `The ${definitionNouns[kind]} "${id}" comes with Convograph and cannot be changed. Duplicate it and change the copy.`,
    )
}
