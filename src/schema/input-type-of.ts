import { type ClassType, Field, InputType } from 'type-graphql'

interface InputField {
  type: () => ClassType | [ClassType]
  description: string
  nullable?: boolean
}

/** An input type whose fields come from a list: the class that TypeGraphQL's decorators would be written on. */
export function inputTypeOf(
  name: string,
  description: string,
  fields: Record<string, InputField>,
): ClassType {
  class Input {}
  for (const [field, { type, ...options }] of Object.entries(fields))
    Field(type, options)(Input.prototype, field)
  InputType(name, { description })(Input)
  return Input
}
