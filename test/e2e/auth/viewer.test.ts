import { afterAll, beforeAll, expect, test } from 'vitest'
import { graphqlRequest } from '../../support/graphql/graphql-request.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const viewer = '{ viewer { subject roles scopes project proof } }'
const viewerOf = async (token: string) =>
  (await graphqlRequest<{ viewer: object }>({ url: app.url, token }, viewer)).data!.viewer

test('an administrator learns its subject, role and project', async () => {
  expect(await viewerOf(app.token('admin', 'shop'))).toEqual({
    subject: 'tester',
    roles: ['ADMIN'],
    scopes: ['TRACK', 'READ'],
    project: 'shop',
    proof: 'TOKEN',
  })
})

test('a service learns that it can only track', async () => {
  expect(await viewerOf(app.token('service'))).toMatchObject({ roles: ['SERVICE'], scopes: ['TRACK'] })
})

test.each([
  ['READ', 'READER'],
  ['TRACK', 'SERVICE'],
])('an API key with the scope %s has the role %s', async (scope, role) => {
  const { data } = await app.ask<{ createApiKey: { key: string; apiKey: { id: string } } }>(
    `mutation { createApiKey(input: { name: "${scope}", scopes: [${scope}] }) { key apiKey { id } } }`,
  )
  const { key, apiKey } = data!.createApiKey
  expect(await viewerOf(key)).toEqual({
    subject: `api-key:${apiKey.id}`,
    roles: [role],
    scopes: [scope],
    project: 'default',
    proof: 'API_KEY',
  })
})
