import { type GraphQLInterfaceType, type GraphQLObjectType, isInterfaceType, isObjectType } from 'graphql'
import { expect, test } from 'vitest'
import { serviceSchema } from '../../../src/resolvers/build-schema.ts'

const types = Object.values(serviceSchema().getTypeMap())
const interfaces = types.filter(isInterfaceType).filter(({ name }) => /Measures$|^Bucket$/.test(name))

test('the numbers of AI calls, messages and others have an interface', () => {
  expect(interfaces.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['AiMeasures', 'ApiMeasures', 'Bucket', 'MessageMeasures', 'PlatformMeasures']),
  )
})

test('every type with all the fields of an interface of numbers implements the interface', () => {
  const missing = types
    .filter(isObjectType)
    .flatMap(type =>
      interfaces
        .filter(shared => hasAllFields(type, shared) && !type.getInterfaces().includes(shared))
        .map(shared => `${type.name} implements ${shared.name}`),
    )
  expect(missing).toEqual([])
})

test('every interface of numbers has at least two types', () => {
  const schema = serviceSchema()
  const alone = interfaces.filter(({ name }) => {
    const shared = schema.getType(name) as GraphQLInterfaceType
    return schema.getPossibleTypes(shared).length < 2
  })
  expect(alone.map(({ name }) => name)).toEqual([])
})

const hasAllFields = (type: GraphQLObjectType, shared: GraphQLInterfaceType) =>
  Object.values(shared.getFields()).every(
    ({ name, type: wanted }) => String(type.getFields()[name]?.type) === String(wanted),
  )
