import { coerceInputValue, type GraphQLResolveInfo, isInputType } from 'graphql'

/** An input as it was saved, read as if it came with the request: instants are dates, what is new has its default. */
export function savedInput<Input>({ schema }: GraphQLResolveInfo, typeName: string, content: object): Input {
  const type = schema.getType(typeName)
  if (!isInputType(type)) throw new Error(`${typeName} is not an input type.`)
  return coerceInputValue(content, type) as Input
}
