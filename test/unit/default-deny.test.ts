import { Query, Resolver } from 'type-graphql'
import { expect, test } from 'vitest'
import { createSchema } from '../../src/resolvers/build-schema.ts'

test('a field that does not say who may use it stops the build', () => {
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
