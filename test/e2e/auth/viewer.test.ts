import { afterAll, beforeAll, expect, test } from 'vitest'
import { graphqlRequest } from '../../support/graphql/graphql-request.ts'
import { makeAccount } from '../../support/make-account.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const viewer = '{ viewer { subject roles scopes project proof } }'
const viewerOf = async (token: string) =>
  (await graphqlRequest<{ viewer: object }>({ url: app.url, token }, viewer)).data!.viewer

const accountOf = async (token: string) => {
  const { data } = await graphqlRequest<{ viewer: { account: object | null } }>(
    { url: app.url, token },
    '{ viewer { account { username name email } } }',
  )
  return data!.viewer.account
}

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

test('an account that is kept here has its name and e-mail address', async () => {
  const bob = {
    username: 'bob',
    password: 'correct horse battery',
    name: 'Bob Ray',
    email: 'bob@example.com',
  }
  await makeAccount(app.services.database.pool, { ...bob, project: 'default', roles: ['admin'] })
  const login = await app.ask<{ obtainToken: { accessToken: string } }>(
    'mutation { obtainToken(username: "bob", password: "correct horse battery") { accessToken } }',
    {},
    null,
  )
  expect(await accountOf(login.data!.obtainToken.accessToken)).toEqual({
    username: 'bob',
    name: 'Bob Ray',
    email: 'bob@example.com',
  })
})

test('a token of another service has no account, nor has an account of another project', async () => {
  await makeAccount(app.services.database.pool, {
    username: 'tester',
    password: 'correct horse battery',
    project: 'elsewhere',
    roles: ['admin'],
  })
  expect(await accountOf(app.token('admin'))).toBeNull()
})
