import {
  BREAK,
  type DocumentNode,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  Kind,
  type Location,
  type ObjectValueNode,
  TypeInfo,
  type ValueNode,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { eventTypeOf } from '../sent-events/event-types.ts'
import { currentFields } from './current-value.ts'
import { Lifted } from './lifted.ts'
import { formerTypes, renamedTypes } from './table.ts'

/**
 * The document with each former form in its present form. A part whose present form depends on variables becomes a
 * variable of its own, which `currentVariables` fills.
 */
export function currentDocument(schema: GraphQLSchema, document: DocumentNode): DocumentNode {
  const types = new TypeInfo(schema)
  const lifted = new Lifted(document)
  const inputType = () => getNamedType((types.getInputType() ?? undefined) as GraphQLInputType | undefined)
  const current: DocumentNode = visit(
    document,
    visitWithTypeInfo(types, {
      NamedType: ({ name, ...node }) => {
        const present = renamedTypes[name.value]
        return present === undefined ? undefined : { ...node, name: { ...name, value: present } }
      },
      ObjectValue: node => {
        const type = inputType()
        // An event without variables is left to `sent-events`.
        if (!lifted.hasVariables && eventTypeOf(type)) return false
        return isInputObjectType(type) && type.isOneOf ? currentObject(type, node, lifted) : undefined
      },
      Variable: (node, key) => {
        const type = inputType()
        const isUsed = key !== 'variable'
        return isUsed && type && lifted.isOfType(node, formerTypes[type.name])
          ? lifted.variable(node, type.name)
          : undefined
      },
    }),
  )
  return lifted.declaredIn(current)
}

/** The literal of an input of which exactly one field is given; undefined for one that needs no change. */
function currentObject(
  type: GraphQLInputObjectType,
  node: ObjectValueNode,
  lifted: Lifted,
): ValueNode | undefined {
  const given = Object.fromEntries(node.fields.map(({ name, value }) => [name.value, value]))
  const names = Object.keys(given)
  // GraphQL refuses a name that is given twice.
  if (names.length < node.fields.length) return undefined
  if (Object.values(given).some(value => lifted.mayBeNull(value))) return lifted.object(node, type.name)
  if (names.length === 1 && names[0]! in type.getFields()) return undefined
  const fields = currentFields(type, given, isNull)
  const isSettled = Object.keys(fields).length === 1 || !hasVariable(node)
  return isSettled ? nodeOf(fields, node.loc) : lifted.object(node, type.name)
}

const isNode = (value: object): value is ValueNode => 'kind' in value
const isNull = (value: unknown) => isNode(value as object) && (value as ValueNode).kind === Kind.NULL

/** The literal of an object of nodes, and of objects of nodes, at the place where errors point to. */
const nodeOf = (fields: object, loc: Location | undefined): ObjectValueNode => ({
  kind: Kind.OBJECT,
  ...(loc && { loc }),
  fields: Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ({
      kind: Kind.OBJECT_FIELD,
      name: { kind: Kind.NAME, value: name },
      value: isNode(value) ? value : nodeOf(value, loc),
    })),
})

function hasVariable(node: ValueNode): boolean {
  let found = false
  visit(node, {
    Variable: () => {
      found = true
      return BREAK
    },
  })
  return found
}
