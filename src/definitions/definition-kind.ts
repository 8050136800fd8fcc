import { type UserErrorCode } from '../codes/user-error-code.ts'
import { type Definition, definitionNouns } from '../entities/definition.ts'
import { type References } from '../questions/references-of.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type DefinitionSchema, type DefinitionTypes, definitionTypes } from '../schema/definition-types.ts'

interface DefinitionRules<Content extends object> extends Omit<DefinitionSchema, 'noun'> {
  /** Sentences that the descriptions of the mutations add. */
  notes?: { create?: string; update?: string; delete?: string }
  /** Refuses content that could not be answered now. An update passes the `id` of the definition. */
  check(scope: RequestScope, content: Content, id?: string): void | Promise<void>
  /** The definitions that come with Convograph: every project has them, behind its own, and none can change them. */
  builtIn?: readonly Definition[]
  /** The content as it is stored, where that differs from the input. */
  stored?(scope: RequestScope, content: Content): object
  /** Writes what belongs to a definition, in the transaction that creates it or changes it. */
  saved?(scope: RequestScope, definition: Definition, content: Content): Promise<void>
  /** Does what the end of a definition means for others, in the transaction that deletes it. */
  deleted?(scope: RequestScope, definition: Definition): Promise<void>
  /** Absent where no definition can name one of this kind. */
  usedBy?: {
    /** The code of the refusal to delete one that is named. */
    code: UserErrorCode
    /** The names by which others can name this one. */
    names(scope: RequestScope, definition: Definition): Partial<References> | Promise<Partial<References>>
  }
}

/** A kind of saved definition: its names in the API, its content, and the rules for both. */
export interface DefinitionKind extends DefinitionRules<object>, DefinitionSchema {
  types: DefinitionTypes
}

/**
 * A kind of saved definition, from what differs between kinds. Its queries and mutations
 * (`resolvers/definition-resolvers.ts`) and its entries in the audit log follow from it.
 */
export function definitionKind<Content extends object>(rules: DefinitionRules<Content>): DefinitionKind {
  const kind = { ...rules, noun: definitionNouns[rules.kind] }
  return { ...kind, types: definitionTypes(kind) }
}

type Input = Record<string, unknown>

/** The content in an input that creates a definition of the kind. */
export function contentOf({ content }: DefinitionKind, input: object): object {
  const given = input as Input
  return 'fields' in content ? picked(given, Object.keys(content.fields)) : (given[content.field] as object)
}

/** The content after an update; undefined if the update leaves it as it is. */
export function changedContent(
  { content }: DefinitionKind,
  stored: object,
  input: object,
): object | undefined {
  const given = input as Input
  if (!('fields' in content)) return (given[content.field] as object | null) ?? undefined
  const changed = Object.entries(content.fields).flatMap(([name, { isOptional, isFixed }]) =>
    !isFixed && given[name] !== undefined && (isOptional || given[name] !== null) ? [name] : [],
  )
  return changed.length ? { ...stored, ...picked(given, changed) } : undefined
}

const picked = (input: Input, names: string[]) =>
  Object.fromEntries(names.flatMap(name => (input[name] === undefined ? [] : [[name, input[name]]])))

/** The place of the content in the inputs. */
export const placeOfContent = ({ content }: DefinitionKind): string[] =>
  'fields' in content ? [] : [content.field]
