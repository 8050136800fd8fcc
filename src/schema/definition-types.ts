import { type ClassType, Field, InputType, ObjectType } from 'type-graphql'
import { type DefinitionKindName, type Definition as Stored } from '../entities/definition.ts'
import { connectionOf } from './connection.ts'
import { type Definition, DefinitionChanges, DefinitionToDelete, NewDefinition } from './definition.ts'
import { UserError } from './user-error.ts'

/** The content in the inputs of a kind: one field that holds all of it, or several fields beside the name. */
export type ContentSchema =
  | { field: string; type: ClassType<object>; description: string }
  | { fields: Record<string, ContentField> }

/** A field of the content beside the name. An update may leave out every field. */
export interface ContentField {
  /** The GraphQL type; a list of one for a list. */
  type: () => object
  description: string
  /** Whether creating may leave the field out, and an update may remove it with null. */
  isOptional?: boolean
  /** Whether the field stays as it was created: no update has it. */
  isFixed?: boolean
}

/** The names of a kind of saved definition in the schema, and its words in descriptions. */
export interface DefinitionSchema {
  /** Also the field of the payload that holds the definition. */
  kind: DefinitionKindName
  type: ClassType<Definition>
  /** Without "saved", such as `funnel`. */
  noun: string
  plural: string
  content: ContentSchema
  fields: {
    list: string
    /** Absent where a question takes the `id` of a definition instead, as `funnel(id)` does. */
    get?: string
    create: string
    update: string
    delete: string
  }
  /** The names of these fields before version 1. */
  formerly?: { list: string; create: string }
}

/** The answer of a mutation that creates or updates a definition. */
export interface DefinitionPayload {
  definition: Stored | null
  userErrors: UserError[]
}

/** The GraphQL types of a kind beside its object type: `createFunnel` takes a `CreateFunnelInput`, and so on. */
export const definitionTypes = (schema: DefinitionSchema) => ({
  connection: connectionOf(schema.type, {
    article: 'A',
    one: `saved ${schema.noun}`,
    many: `saved ${schema.plural}`,
  }),
  createInput: createInput(schema),
  updateInput: updateInput(schema),
  deleteInput: deleteInput(schema),
  payload: payload(schema),
})

export type DefinitionTypes = ReturnType<typeof definitionTypes>

function createInput({ noun, fields, content }: DefinitionSchema): ClassType<NewDefinition> {
  @InputType(inputOf(fields.create), {
    description: `The content of a ${noun} to save, and a name that no other saved ${noun} of the project has.`,
  })
  class CreateInput extends NewDefinition {}

  for (const [name, { type, description, isOptional }] of Object.entries(contentFields(content)))
    Field(type as never, { nullable: isOptional ?? false, description })(CreateInput.prototype, name)
  return CreateInput
}

function updateInput({ noun, fields, content }: DefinitionSchema): ClassType<DefinitionChanges> {
  @InputType(inputOf(fields.update), {
    description: `The new content, name or description of a saved ${noun}; absent ones stay as they are.`,
  })
  class UpdateInput extends DefinitionChanges {}

  for (const [name, { type, description, isFixed }] of Object.entries(contentFields(content))) {
    const options = { nullable: true, description: `${description} Default: unchanged.` }
    if (!isFixed) Field(type as never, options)(UpdateInput.prototype, name)
  }
  return UpdateInput
}

/** The fields of the inputs that hold the content, by their names. */
export function contentFields(content: ContentSchema): Record<string, ContentField> {
  if ('fields' in content) return content.fields
  const { field, type, description } = content
  return { [field]: { type: () => type, description } }
}

function deleteInput({ noun, fields }: DefinitionSchema): ClassType<DefinitionToDelete> {
  @InputType(inputOf(fields.delete), {
    description: `The saved ${noun} that is no longer needed, given by its \`id\`; a deleted one cannot be restored.`,
  })
  class DeleteInput extends DefinitionToDelete {}
  return DeleteInput
}

function payload({ kind, type, noun }: DefinitionSchema): ClassType<DefinitionPayload> {
  @ObjectType(`${type.name}Payload`, {
    description: `The ${noun} as saved, or the errors that kept it from being saved.`,
  })
  class Payload implements DefinitionPayload {
    @Field(() => type, {
      name: kind,
      nullable: true,
      description: `The saved ${noun}; null if the input was refused.`,
    })
    definition: Stored | null

    @Field(() => [UserError], { description: 'The errors in the input; empty if it was saved.' })
    userErrors: UserError[]
  }
  return Payload
}

const inputOf = (mutation: string) => `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`
