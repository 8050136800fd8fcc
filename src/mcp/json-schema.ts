import {
  type DocumentNode,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLNamedInputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  typeFromAST,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
} from 'graphql'

/** A JSON Schema (draft 2020-12) of an object. */
export interface ObjectSchema {
  type: 'object'
  properties: Record<string, object>
  required: string[]
  additionalProperties: false
  $defs?: Record<string, object>
  [key: string]: unknown
}

/**
 * The variables of a document as a JSON Schema, made from the inputs of the schema. Each variable has the description of
 * the argument that it is given to. Input types and enums are in `$defs`, with the first sentence of each description: an
 * agent reads all schemas at once. Deprecated fields are left out, and conditions of segments beside the id of a saved one.
 */
export function variablesSchema(schema: GraphQLSchema, document: DocumentNode): ObjectSchema {
  const descriptions = descriptionsOf(schema, document)
  const definitions = new Definitions()
  const variables = operationOf(document).variableDefinitions ?? []
  const properties = variables.map(({ variable, type, defaultValue }): [string, object] => {
    const described = definitions.typed(typeFromAST(schema, type as never) as GraphQLInputType)
    const value = defaultValue && { default: valueFromASTUntyped(defaultValue) }
    return [
      variable.name.value,
      { ...described, description: descriptions.get(variable.name.value), ...value },
    ]
  })
  const required = variables.filter(
    ({ type, defaultValue }) => type.kind === Kind.NON_NULL_TYPE && !defaultValue,
  )
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    required: required.map(({ variable }) => variable.name.value),
    additionalProperties: false,
    ...(definitions.all.size && { $defs: Object.fromEntries(definitions.all) }),
  }
}

export const operationOf = ({ definitions }: DocumentNode): OperationDefinitionNode =>
  definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION) as OperationDefinitionNode

/** The description of the first argument, or field of an input, that each variable stands for. */
function descriptionsOf(schema: GraphQLSchema, document: DocumentNode): Map<string, string> {
  const found = new Map<string, string>()
  const types = new TypeInfo(schema)
  const note = (name: string, description: string | null | undefined) => {
    if (description && !found.has(name)) found.set(name, description)
  }
  visit(
    document,
    visitWithTypeInfo(types, {
      Argument: ({ value }) => {
        if (value.kind === Kind.VARIABLE) note(value.name.value, types.getArgument()?.description)
      },
      ObjectField: ({ name, value }) => {
        if (value.kind !== Kind.VARIABLE) return
        const parent = getNamedType(types.getParentInputType())
        if (isInputObjectType(parent)) note(value.name.value, parent.getFields()[name.value]?.description)
      },
    }),
  )
  return found
}

/** The input types that a schema refers to by `$ref`, so that filters within filters have an end. */
class Definitions {
  readonly all = new Map<string, object>()

  typed(type: GraphQLInputType): object {
    if (isNonNullType(type)) return this.typed(type.ofType)
    if (isListType(type)) return { type: 'array', items: this.typed(type.ofType) }
    if (!isEnumType(type) && !isInputObjectType(type)) return scalars[type.name] ?? {}
    this.#define(type)
    return { $ref: `#/$defs/${type.name}` }
  }

  #define(type: GraphQLNamedInputType): void {
    if (this.all.has(type.name)) return
    // First, since the type may hold itself.
    this.all.set(type.name, {})
    this.all.set(type.name, isInputObjectType(type) ? this.#ofInput(type) : ofEnum(type as never))
  }

  #ofInput(type: GraphQLInputObjectType): object {
    const all = type.getFields()
    const fields = Object.values(all).filter(
      ({ name, deprecationReason }) => !deprecationReason && !(name === 'segment' && all.segmentId),
    )
    const required = fields.filter(isRequired).map(({ name }) => name)
    return {
      type: 'object',
      properties: Object.fromEntries(fields.map(field => [field.name, this.#ofField(field)])),
      ...(required.length && { required }),
      ...(type.isOneOf && { minProperties: 1, maxProperties: 1 }),
    }
  }

  #ofField({ type, description, defaultValue }: GraphQLInputField): object {
    const value = isPlain(defaultValue) && { default: defaultValue }
    return { ...this.typed(type), description: firstSentence(description), ...value }
  }
}

const firstSentence = (text: string | null | undefined) => text?.split(/(?<=[.;:])\s/, 1)[0]

const isRequired = ({ type, defaultValue }: GraphQLInputField) =>
  isNonNullType(type) && defaultValue === undefined

const isPlain = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value)

const ofEnum = (type: { getValues(): { name: string; deprecationReason?: string }[] }) => ({
  enum: type
    .getValues()
    .filter(({ deprecationReason }) => !deprecationReason)
    .map(({ name }) => name),
})

/** The scalars that JSON Schema can name; any JSON value is one of the others. */
const scalars: Record<string, object> = {
  String: { type: 'string' },
  ID: { type: 'string' },
  Boolean: { type: 'boolean' },
  Int: { type: 'integer' },
  SafeInt: { type: 'integer' },
  Float: { type: 'number' },
  Decimal: { type: 'string', description: 'A decimal number as text, such as "0.0125".' },
  Date: { type: 'string', format: 'date' },
  DateTime: { type: 'string', format: 'date-time' },
}
