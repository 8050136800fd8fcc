import {
  type DefinitionNode,
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  separateOperations,
  visit,
} from 'graphql'

/** Each root field of a document's operation in a document of its own, with the fragments and variables that it uses. */
export function oneByOne(document: DocumentNode): DocumentNode[] {
  const operation = document.definitions.find(isOperation)!
  return operation.selectionSet.selections.map(root => alone(document, operation, root))
}

function alone(document: DocumentNode, operation: OperationDefinitionNode, root: SelectionNode) {
  const selectionSet = { ...operation.selectionSet, selections: [root] }
  const fragments = document.definitions.filter(definition => !isOperation(definition))
  const whole = { ...document, definitions: [{ ...operation, selectionSet }, ...fragments] }
  return withoutUnusedVariables(Object.values(separateOperations(whole))[0]!)
}

function withoutUnusedVariables(document: DocumentNode): DocumentNode {
  const used = new Set<string>()
  visit(document, {
    VariableDefinition: () => false,
    Variable: ({ name }) => {
      used.add(name.value)
    },
  })
  return visit(document, {
    VariableDefinition: ({ variable }) => (used.has(variable.name.value) ? undefined : null),
  })
}

const isOperation = (definition: DefinitionNode): definition is OperationDefinitionNode =>
  definition.kind === Kind.OPERATION_DEFINITION
