import { coerceInputValue, type GraphQLResolveInfo, isInputType } from 'graphql'
import { currentValue } from '../graphql/former-forms/current-value.ts'

/** A saved input, coerced as if the request had sent it: instants become dates, fields added since have their default. */
export function savedInput<Input>(
  { schema }: Pick<GraphQLResolveInfo, 'schema'>,
  typeName: string,
  content: object,
): Input {
  const type = schema.getType(typeName)
  if (!isInputType(type)) throw new Error(`${typeName} is not an input type.`)
  return coerceInputValue(currentValue(schema, type, content), type) as Input
}
