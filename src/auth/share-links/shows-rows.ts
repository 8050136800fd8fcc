import { type GraphQLOutputType, getNamedType, isInterfaceType, isObjectType } from 'graphql'

/** Whether a field leads to stored rows, such as users or messages: to a page of them, or to one of them. */
export function showsRows(output: GraphQLOutputType): boolean {
  const type = getNamedType(output)
  if (!isObjectType(type) && !isInterfaceType(type)) return false
  return (
    'pageInfo' in type.getFields() ||
    type.name === 'Node' ||
    type.getInterfaces().some(({ name }) => name === 'Node')
  )
}
