import {
  GraphQLEnumType,
  type GraphQLEnumValueConfigMap,
  type GraphQLField,
  type GraphQLNamedType,
  GraphQLNonNull,
  type GraphQLObjectType,
  GraphQLSchema,
  getNamedType,
  isObjectType,
} from 'graphql'
import { numberTypes } from '../schema/scalars.ts'

/**
 * Gives `Change.field` its enum: the numbers beside each list of changes, such as `errorRate`, under the names of their
 * fields. So the enum follows from the schema.
 */
export function nameChangedFields(schema: GraphQLSchema): GraphQLSchema {
  const change = schema.getType('Change') as GraphQLObjectType
  const changedField = new GraphQLEnumType({
    name: 'ChangedField',
    description: 'A number that can be compared, under the name of its field.',
    values: namesOf(Object.values(schema.getTypeMap()).filter(hasChanges).flatMap(numbersOf)),
  })
  change.getFields().field!.type = new GraphQLNonNull(changedField)
  return new GraphQLSchema(schema.toConfig())
}

/** The changes of the audit log are of another type. */
function hasChanges(type: GraphQLNamedType): type is GraphQLObjectType {
  if (!isObjectType(type)) return false
  const { changes } = type.getFields()
  return changes !== undefined && getNamedType(changes.type).name === 'Change'
}

type Field = GraphQLField<unknown, unknown>

const numbersOf = (type: GraphQLObjectType): Field[] =>
  Object.values(type.getFields()).filter(({ type }) => numberTypes.includes(getNamedType(type)))

const namesOf = (fields: Field[]): GraphQLEnumValueConfigMap =>
  Object.fromEntries(
    fields.map(({ name, description, deprecationReason }) => [name, { description, deprecationReason }]),
  )
