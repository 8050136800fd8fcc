import {
  type DefinitionNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionNode,
  visit,
} from '@0no-co/graphql.web'
import { stringifyDocument } from 'urql'

/**
 * The text of an operation with only these answers, such as `stats`: what one card of a page asks. Variables and fragments that
 * they do not need are left out. An operation with these answers only stays as it is, for a service that allows only its text.
 */
export function cutTo(text: string, fields: readonly string[]): string {
  const { definitions } = parse(text, { noLocation: true }) as DocumentNode
  const operation = definitions.find(
    ({ kind }) => kind === Kind.OPERATION_DEFINITION,
  ) as OperationDefinitionNode
  const selections = operation.selectionSet.selections.filter(selection => fields.includes(keyOf(selection)))
  if (selections.length === operation.selectionSet.selections.length) return text
  const kept = { ...operation, selectionSet: { ...operation.selectionSet, selections } }
  const fragments = definitions.filter(
    ({ kind }) => kind === Kind.FRAGMENT_DEFINITION,
  ) as FragmentDefinitionNode[]
  const spread = spreadIn(kept, fragments)
  const used = new Set([kept, ...spread].flatMap(each => namesIn(each.selectionSet, Kind.VARIABLE)))
  const variableDefinitions = (kept.variableDefinitions ?? []).filter(({ variable }) =>
    used.has(variable.name.value),
  )
  return textOf([{ ...kept, variableDefinitions }, ...spread])
}

const textOf = (definitions: DefinitionNode[]) =>
  stringifyDocument({ kind: Kind.DOCUMENT, definitions } as Parameters<typeof stringifyDocument>[0])

const keyOf = (selection: SelectionNode) =>
  selection.kind === Kind.FIELD ? (selection.alias ?? selection.name).value : ''

/** The fragments that the definition spreads, and those that these spread. */
function spreadIn(
  definition: OperationDefinitionNode | FragmentDefinitionNode,
  fragments: FragmentDefinitionNode[],
  found = new Set<FragmentDefinitionNode>(),
): FragmentDefinitionNode[] {
  const names = namesIn(definition.selectionSet, Kind.FRAGMENT_SPREAD)
  for (const fragment of fragments)
    if (names.includes(fragment.name.value) && !found.has(fragment)) {
      found.add(fragment)
      spreadIn(fragment, fragments, found)
    }
  return [...found]
}

function namesIn(node: SelectionNode | OperationDefinitionNode['selectionSet'], kind: Kind): string[] {
  const names: string[] = []
  visit(node, {
    enter: each => {
      if (each.kind === kind && 'name' in each && each.name)
        names.push((each.name as { value: string }).value)
    },
  })
  return names
}
