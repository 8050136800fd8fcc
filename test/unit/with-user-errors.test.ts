import { graphql } from 'graphql'
import { Arg, Resolver } from 'type-graphql'
import { afterAll, expect, test } from 'vitest'
import { Rejection } from '../../src/checks/rejection.ts'
import { badInput } from '../../src/errors.ts'
import { createSchema } from '../../src/resolvers/build-schema.ts'
import { AdminMutation } from '../../src/resolvers/decorators/for-admins.ts'
import { type Accepted, WithUserErrors } from '../../src/resolvers/decorators/with-user-errors.ts'
import { DeletePayload } from '../../src/schema/delete-payload.ts'

/** TypeGraphQL keeps the metadata of decorators for the whole process, which other test files share. */
const { TypeGraphQLMetadataStorage: kept } = globalThis as unknown as {
  TypeGraphQLMetadataStorage: { mutations: { methodName: string }[] }
}
afterAll(() => {
  kept.mutations = kept.mutations.filter(({ methodName }) => methodName !== 'discard')
})

const outcomes: Record<string, () => Promise<string>> = {
  good: async () => 'good',
  bad: async () => Promise.reject(badInput('NOT_FOUND', 'id', 'There is none.')),
  rejected: async () => Promise.reject(new Rejection('TOO_LONG', 'id', 'id may have 2 characters.')),
  broken: async () => Promise.reject(new Error('The disk is full.')),
}

@Resolver()
class Discarding {
  @AdminMutation(() => DeletePayload, { description: 'Ends as its `id` says.' })
  @WithUserErrors()
  async discard(@Arg('id', () => String) id: string): Promise<Accepted<DeletePayload>> {
    return { deletedId: await outcomes[id]!() }
  }
}

const schema = createSchema([Discarding])
const discard = (id: string, role = 'admin') =>
  graphql({
    schema,
    source: `mutation { discard(id: "${id}") { deletedId userErrors { code field message } } }`,
    contextValue: { scope: { viewer: { roles: [role] } } },
  })

test('an accepted input has no user errors', async () => {
  expect((await discard('good')).data).toEqual({ discard: { deletedId: 'good', userErrors: [] } })
})

test.each([
  ['bad', { code: 'NOT_FOUND', field: 'id', message: 'There is none.' }],
  ['rejected', { code: 'TOO_LONG', field: 'id', message: 'id may have 2 characters.' }],
])('an input that is %s is answered with the reason', async (id, error) => {
  expect(await discard(id)).toEqual({ data: { discard: { deletedId: null, userErrors: [error] } } })
})

test('any other error fails the request, and so does a missing role', async () => {
  expect((await discard('broken')).errors?.map(({ message }) => message)).toEqual(['The disk is full.'])
  expect((await discard('good', 'service')).errors![0]!.extensions).toEqual({ code: 'FORBIDDEN' })
})
