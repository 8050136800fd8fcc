import { Query, Resolver } from 'type-graphql'
import { afterAll, expect, test } from 'vitest'
import { createSchema } from '../../../src/resolvers/build-schema.ts'

/** TypeGraphQL keeps the metadata of decorators for the whole process, which other test files share. */
const { TypeGraphQLMetadataStorage: kept } = globalThis as unknown as {
  TypeGraphQLMetadataStorage: { queries: { methodName: string }[] }
}
afterAll(() => {
  kept.queries = kept.queries.filter(({ methodName }) => methodName !== 'secrets')
})

test('a field without an authorization decorator stops the build', () => {
  expect(() => createSchema()).not.toThrow()

  @Resolver()
  class Forgetful {
    @Query(() => String)
    secrets(): string {
      return 'everything'
    }
  }
  expect(() => createSchema([Forgetful])).toThrow('The field secrets does not say who may use it')
})
