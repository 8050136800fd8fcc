import {
  BREAK,
  type ConstObjectValueNode,
  type ConstValueNode,
  type DocumentNode,
  type GraphQLInputObjectType,
  type GraphQLSchema,
  getNullableType,
  isInputObjectType,
  isValueNode,
  Kind,
  TypeInfo,
  type ValueNode,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { Rejection } from '../../checks/rejection.ts'
import { carrierOf } from '../../schema/scalars.ts'
import { eventTypeOf, isBatchType, isUserType } from './event-types.ts'
import { readableBatch, readableEvent, readableUser } from './readable.ts'

/**
 * The document with readable events, batches and users. An event that is written whole into the document is data like an event in a
 * variable; one with variables inside is a template, which is left to GraphQL.
 */
export function readableDocument(schema: GraphQLSchema, document: DocumentNode): DocumentNode {
  const types = new TypeInfo(schema)
  return visit(
    document,
    visitWithTypeInfo(types, {
      enter: node => {
        if (!isValueNode(node) || node.kind === Kind.LIST || node.kind === Kind.VARIABLE) return undefined
        const type = getNullableType(types.getInputType())
        if (!isInputObjectType(type) || hasVariable(node)) return undefined
        const value = valueFromASTUntyped(node)
        return changed(node, value, readableValue(value, type))
      },
    }),
  )
}

function readableValue(value: unknown, type: GraphQLInputObjectType): unknown {
  const event = eventTypeOf(type)
  if (event) return readableEvent(value, event, 'input')
  if (isUserType(type)) return readableUser(value, type)
  return isBatchType(type) && isObject(value) ? readableBatch(value) : value
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const isMutation = ({ definitions }: DocumentNode) =>
  definitions.some(node => node.kind === Kind.OPERATION_DEFINITION && node.operation === 'mutation')

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

/** The node of a value that has become another one. Nodes of what stays are kept, since numbers keep all digits there. */
function changed(node: ValueNode | undefined, before: unknown, after: unknown): ValueNode {
  if (node && before === after) return node
  if (after instanceof Rejection) return carrierOf(after)
  if (Array.isArray(after)) return { kind: Kind.LIST, values: after.map(literalOf) }
  if (typeof after === 'object' && after !== null) return objectOf(node, before, after)
  return literalOf(after)
}

function objectOf(node: ValueNode | undefined, before: unknown, after: object): ConstObjectValueNode {
  const fields = node?.kind === Kind.OBJECT ? node.fields : []
  const former = (before ?? {}) as Record<string, unknown>
  return {
    kind: Kind.OBJECT,
    fields: Object.entries(after).map(([name, value]) => ({
      kind: Kind.OBJECT_FIELD,
      name: { kind: Kind.NAME, value: name },
      value: changed(
        fields.find(field => field.name.value === name)?.value,
        former[name],
        value,
      ) as ConstValueNode,
    })),
  }
}

function literalOf(value: unknown): ConstValueNode {
  if (typeof value === 'boolean') return { kind: Kind.BOOLEAN, value }
  return value === null ? { kind: Kind.NULL } : { kind: Kind.STRING, value: String(value) }
}
