import {
  type FieldNode,
  type GraphQLDirective,
  GraphQLIncludeDirective,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  isAbstractType,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'
import { type Selection } from '../../analytics/query/measure/selection.ts'
import { presentName } from '../../schema/former-fields.ts'

/** The parts of an operation that its selections refer to. */
type Spread = Pick<GraphQLResolveInfo, 'fragments' | 'variableValues'>

type Asked = Spread & Pick<GraphQLResolveInfo, 'fieldNodes'>

/** The fields selected on the answer of a resolver, by their present names and not by their aliases. */
export function selectedFields({ fieldNodes, ...spread }: Asked, applies?: Applies): Selection {
  const selection: Selection = {}
  const add = (into: Selection, set: SelectionSetNode | undefined, applies?: Applies) => {
    for (const { name, selectionSet } of fieldsOf(set, spread, applies)) {
      if (name.value.startsWith('__')) continue
      const field = presentName(name.value)
      const within = into[field] ?? {}
      into[field] = within
      add(within, selectionSet)
    }
  }
  for (const { selectionSet } of fieldNodes) add(selection, selectionSet, applies)
  return selection
}

/** The same for an answer that is a union: the fields selected on one of its types. */
export const selectedOn = (type: string, asked: Asked & Pick<GraphQLResolveInfo, 'schema'>): Selection =>
  selectedFields(asked, appliesTo(asked.schema, type))

/** Whether a fragment on a type applies to the answer. */
export type Applies = (type: string) => boolean

/** A fragment applies to an object if it is on the type of the object, or on a union or an interface that the type is in. */
export const appliesTo =
  (schema: GraphQLSchema, type: string): Applies =>
  on => {
    const [condition, object] = [schema.getType(on), schema.getType(type)]
    return (
      on === type ||
      (isAbstractType(condition) && isObjectType(object) && schema.isSubType(condition, object))
    )
  }

/** The fields of a selection, with those in fragments; a field with two aliases is there twice. */
export function fieldsOf(
  set: SelectionSetNode | undefined,
  spread: Spread,
  applies: Applies = () => true,
): FieldNode[] {
  return (set?.selections ?? []).flatMap(node => {
    if (!isIncluded(node, spread.variableValues)) return []
    if (node.kind === Kind.FIELD) return node
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : spread.fragments[node.name.value]
    const type = fragment?.typeCondition?.name.value
    return type === undefined || applies(type) ? fieldsOf(fragment?.selectionSet, spread, applies) : []
  })
}

/** Whether neither `@skip` nor `@include` leaves a selection out. */
function isIncluded(node: SelectionNode, variables: Record<string, unknown>): boolean {
  if (!node.directives?.length) return true
  const condition = (directive: GraphQLDirective) => getDirectiveValues(directive, node, variables)?.if
  return condition(GraphQLSkipDirective) !== true && condition(GraphQLIncludeDirective) !== false
}
