import { type GraphQLSchema, isInputType, type OperationDefinitionNode, typeFromAST } from 'graphql'
import { currentValue } from './current-value.ts'
import { filled } from './lifted.ts'

type Variables = Record<string, unknown>

/** The variables of an operation of a `currentDocument`, with each former form in its present form. */
export function currentVariables(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Variables,
): Variables {
  const current = { ...variables }
  for (const declaration of variableDefinitions) {
    const name = declaration.variable.name.value
    const type = typeFromAST(schema, declaration.type as never)
    const value = filled(declaration, variables)
    if (value !== undefined && isInputType(type)) current[name] = currentValue(schema, type, value)
  }
  return current
}
