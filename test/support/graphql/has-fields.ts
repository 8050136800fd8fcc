import {
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLType,
  isInterfaceType,
  isObjectType,
} from 'graphql'

/** Whether values of a type are selected by their fields. Those of a union are selected by fragments. */
export const hasFields = (
  type: GraphQLType | null | undefined,
): type is GraphQLObjectType | GraphQLInterfaceType => isObjectType(type) || isInterfaceType(type)
