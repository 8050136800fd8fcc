import { type GraphQLNamedType, isEnumType, isInputObjectType, isSpecifiedScalarType } from 'graphql'
import { expect, test } from 'vitest'
import { createSchema } from '../../../src/resolvers/build-schema.ts'
import { hasFields } from '../../support/graphql/has-fields.ts'

interface Described {
  name: string
  description?: string | null
  args?: readonly Described[]
}

test('every type, field, argument and enum value of the schema has a description that explains it', () => {
  const weak = descriptions().filter(([, description]) => isWeak(description))
  expect(weak).toEqual([])
})

test.each([
  ['no words', undefined],
  ['too few words', 'Its `id`.'],
  ['a question as the subject', 'Who does most.'],
  ['a question as the subject', 'What users are ranked by.'],
  ['a phrase that the house style rejects', 'Events that are told apart by model.'],
])('a description with %s is refused: %j', (_, description) => {
  expect(isWeak(description)).toBe(true)
})

test('a description that names its subject is accepted', () => {
  expect(isWeak('The number of users.')).toBe(false)
})

const isWeak = (description: string | null | undefined) =>
  !description ||
  description.split(' ').length < 3 ||
  /^(who|whoever|whom|whose|what)\b|\btold apart\b|\bwhoever\b/i.test(description)

/** Such as `['User', 'A user of the platform.']` and `['User.username', 'The name of the user, …']`. */
const descriptions = () =>
  Object.values(createSchema().getTypeMap())
    .filter(type => !type.name.startsWith('__') && !isSpecifiedScalarType(type))
    .flatMap(type => [type, ...membersOf(type)])
    .filter(({ name }) => name !== 'Query' && name !== 'Mutation')
    .map(({ name, description }): [string, string | null | undefined] => [name, description])

const membersOf = (type: GraphQLNamedType): Described[] =>
  partsOf(type).flatMap(part => {
    const name = `${type.name}.${part.name}`
    const args = (part.args ?? []).map(arg => ({ ...arg, name: `${name}(${arg.name})` }))
    return [{ ...part, name }, ...args]
  })

function partsOf(type: GraphQLNamedType): readonly Described[] {
  if (isEnumType(type)) return type.getValues()
  return hasFields(type) || isInputObjectType(type) ? Object.values(type.getFields()) : []
}
