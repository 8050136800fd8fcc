import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { graphqlRequest } from '../../support/graphql/graphql-request.ts'
import { type AuthService, signedBy, signer, startAuthService } from '../../support/processes/auth-service.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

const rsa = signer('RS256', 'rsa')
let service: AuthService
let app: TestApp

/** A service whose tokens all come from an auth service, and whose operator keeps custom queries off. */
beforeAll(async () => {
  service = await startAuthService(rsa)
  app = await startTestApp({
    AUTH_JWKS_URL: service.url,
    AUTH_ISSUER: 'https://auth.example.com',
    AUTH_AUDIENCE: 'convograph',
    AUTH_SECRET_KEY: '',
    CUSTOM_SQL: 'false',
  })
})
afterAll(async () => {
  await app.close()
  await service.close()
})

function ask(document: string) {
  const iat = Math.floor(Date.now() / 1_000)
  const claims = {
    ...{ sub: 'ann', iat, exp: iat + 600, roles: ['admin'] },
    ...{ iss: 'https://auth.example.com', aud: 'convograph' },
  }
  return graphqlRequest<Record<string, unknown>>({ url: app.url, token: signedBy(rsa, claims) }, document)
}

describe('without a secret', () => {
  test('no share link is made, and the refusal names the setting', async () => {
    const { data, errors } = await ask(
      'mutation { createShareLink(input: { dashboardId: "1" }) { shareLink { id } token userErrors { code field message } } }',
    )
    expect(errors).toEqual([])
    expect(data!.createShareLink).toEqual({
      shareLink: null,
      token: null,
      userErrors: [
        { code: 'NOT_CONFIGURED', field: 'input', message: expect.stringContaining('AUTH_SECRET_KEY') },
      ],
    })
  })

  test('the links can still be listed: there are none', async () => {
    const { data, errors } = await ask('{ shareLinks { nodes { id } } }')
    expect([data, errors]).toEqual([{ shareLinks: { nodes: [] } }, []])
  })
})

describe('while custom queries are off', () => {
  test.each([
    ['run', '{ query(input: { sql: "SELECT 1" }) { rows } }'],
    ['checked', '{ validateQuery(sql: "SELECT 1") { __typename } }'],
    [
      'saved',
      'mutation { createQuery(input: { name: "One", query: { sql: "SELECT 1" } }) { userErrors { code } } }',
    ],
    ['exported', 'mutation { startExport(input: { sql: "SELECT 1", format: CSV }) { userErrors { code } } }'],
  ])('no SQL is %s, and the refusal names the setting', async (_, document) => {
    const { errors } = await ask(document)
    expect(errors).toMatchObject([
      { message: expect.stringContaining('CUSTOM_SQL=true'), extensions: { code: 'NOT_CONFIGURED' } },
    ])
  })

  test('other questions are answered', async () => {
    const { data, errors } = await ask('{ summary { totalEvents } }')
    expect([data, errors]).toEqual([{ summary: { totalEvents: 0 } }, []])
  })
})
