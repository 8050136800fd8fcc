import { type GraphQLNamedType, isEnumType, isInputObjectType, isSpecifiedScalarType } from 'graphql'
import { expect, test } from 'vitest'
import { serviceSchema } from '../../../src/resolvers/build-schema.ts'
import { hasFields } from '../../support/graphql/has-fields.ts'

interface Described {
  name: string
  description?: string | null
  deprecationReason?: string | null
  type?: object
  args?: readonly Described[]
}

test('every type, field, argument and enum value of the schema has a description that explains it', () => {
  const weak = members().filter(({ description }) => isWeak(description))
  expect(weak.map(shown)).toEqual([])
})

test('no description only repeats the name and the type of what it describes', () => {
  const repeating = members().filter(member => !member.deprecationReason && repeats(member))
  expect(repeating.map(shown)).toEqual([])
})

test('every description of a number says the unit that the name ends with', () => {
  const unclear = members().filter(({ name, type, description }) =>
    units.some(([ending, unit]) => type && ending.test(name) && !unit.test(description ?? '')),
  )
  expect(unclear.map(shown)).toEqual([])
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

test.each([
  ['UserCount.users', 'Count!', 'The number of users.'],
  ['ApiKey.createdAt', 'DateTime!', 'The time at which the key was created.'],
  ['MessageNumbers.responseTimeMs', 'Float', 'The response time of messages, in ms.'],
  ['DailyStats.messages', 'Count!', 'The number of all messages, in total.'],
])('the description of %s: %s that repeats it is refused: %j', (name, type, description) => {
  expect(repeats({ name, type: { toString: () => type }, description })).toBe(true)
})

test.each([
  ['Bucket.start', 'DateTime!', 'The start of the bucket (inclusive), such as midnight.'],
  ['UserCount.users', 'Count!', 'Distinct users, each counted once, crawlers left out; for example 1200.'],
])('the description of %s: %s that says more is accepted: %j', (name, type, description) => {
  expect(repeats({ name, type: { toString: () => type }, description })).toBe(false)
})

/** The ends of names of fields and arguments, and the words of which their descriptions have one. */
const units = [
  [/Ms\)?$/, /milliseconds|former name/],
  [/Seconds\)?$/, /seconds?|former name/],
  [/Usd\)?$/, /US dollars?|former name/],
  [/(Rate|[.(]share)\)?$/, /0 to 1|÷|%|share/],
  [/Bytes\)?$/, /bytes/],
  [/Days?\)?$/, /days?/i],
] as const

const isWeak = (description: string | null | undefined) =>
  !description ||
  description.split(' ').length < 3 ||
  /^(who|whoever|whom|whose|what)\b|\btold apart\b|\bwhoever\b/i.test(description)

/**
 * Whether a description adds less than two words to the name and the type. One word is as a rule a synonym ("The speaker of
 * a message" for `MessageRole`); two are a unit, a condition or an example. A good short description has no more ("The
 * channel, such as `web`"), so a higher limit would only ask for longer sentences.
 */
const repeats = ({ name, description, type }: Described) =>
  ownWords(description ?? '', `${name} ${type ?? ''}`).length < 2

/** The stems of a description that are neither in `known` nor without content. Numbers count: they are examples. */
function ownWords(description: string, known: string): string[] {
  const notOwn = new Set(stemsOf(`${known} ${withoutContent}`))
  return [...new Set(stemsOf(description))].filter(stem => !notOwn.has(stem))
}

/** Such as `creat`, `at` and `pric` for `createdAt prices`: one stem for the forms of a word. */
const stemsOf = (text: string) =>
  (
    text
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? []
  ).map(word => word.replace(/(ies|es|ed|ing|er|ly|s|y|e)$/, ''))

const withoutContent =
  'a an the of in for to and or is are it its this that these those by at on with from as per each one be was were which ' +
  'has have there every all any only not than null if no total number name list value share count time'

const shown = ({ name, description }: Described) => [name, description]

/** Such as `User` and `User.username`, each with its description. */
const members = (): Described[] =>
  Object.values(serviceSchema().getTypeMap())
    .filter(type => !type.name.startsWith('__') && !isSpecifiedScalarType(type))
    .flatMap((type): Described[] => [{ name: type.name, description: type.description }, ...membersOf(type)])
    .filter(({ name }) => name !== 'Query' && name !== 'Mutation')

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
