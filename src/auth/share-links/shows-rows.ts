import {
  type GraphQLNamedType,
  type GraphQLOutputType,
  getNamedType,
  isInterfaceType,
  isObjectType,
} from 'graphql'

/** Whether a field leads to stored rows, such as users or messages: to one of them, or to a page of them. */
export function showsRows(output: GraphQLOutputType): boolean {
  const type = getNamedType(output)
  return isRow(type) || (isObjectType(type) && 'pageInfo' in type.getFields())
}

/** Whether a type is that of a stored row. */
export const isRow = (type: GraphQLNamedType): boolean =>
  type.name === 'Node' ||
  ((isObjectType(type) || isInterfaceType(type)) && type.getInterfaces().some(({ name }) => name === 'Node'))
