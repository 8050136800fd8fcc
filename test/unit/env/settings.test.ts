import { expect, test } from 'vitest'
import { readEnv } from '../../../src/env.ts'

/** The mistakes that a start with these settings reports, one per line. */
function mistakes(settings: Record<string, string>): string[] {
  try {
    readEnv(settings)
    return []
  } catch (error) {
    return (error as Error).message.split('\n').slice(1)
  }
}

test('all mistakes are reported together, those that compare two settings too, and never a value', () => {
  const wrong = {
    NODE_ENV: 'production',
    PORT: 'eighty',
    PROT: '8010',
    CORS_ORIGINS: 'app.example.com',
    METRICS_TOKEN: 'changeme-changeme',
    RATE_QUERY: '10',
  }
  const lines = mistakes(wrong)
  expect(lines).toEqual([
    '  PROT is not a setting; did you mean PORT?',
    '  PORT must be a whole number from 0 to 65535',
    expect.stringMatching(/^ {2}CORS_ORIGINS must be origins such as/),
    expect.stringMatching(/^ {2}METRICS_TOKEN must not be a placeholder/),
    '  AUTH_SECRET_KEY or AUTH_JWKS_URL is required when NODE_ENV is production',
    expect.stringMatching(/^ {2}RATE_QUERY must be 0 or at least MAX_COMPLEXITY/),
  ])
  expect(lines.join()).not.toMatch(/eighty|8010|changeme/)
})

test('two settings are compared only if each of them is right by itself', () => {
  expect(mistakes({ RATE_QUERY: '10', MAX_COMPLEXITY: 'much' })).toEqual([
    '  MAX_COMPLEXITY must be a whole number from 1 to 1000000',
  ])
})

test.each([
  [{ CLICKHOUSE_CLUSTER: 'three' }, 'CLICKHOUSE_CLUSTER needs CLICKHOUSE_URL'],
  [
    { CLICKHOUSE_CLUSTER: "a'b", CLICKHOUSE_URL: 'http://one' },
    'CLICKHOUSE_CLUSTER must be a name of letters',
  ],
  [
    { CLICKHOUSE_CLUSTER: 'three', CLICKHOUSE_URL: 'http://one', CLICKHOUSE_SANDBOX_URL: 'http://one' },
    'CLICKHOUSE_SANDBOX_URL does not go together with CLICKHOUSE_CLUSTER',
  ],
  [{ CLICKHOUSE_FORMER_URL: 'http://one/a' }, 'CLICKHOUSE_FORMER_URL needs CLICKHOUSE_URL'],
  [
    { CLICKHOUSE_FORMER_URL: 'http://one/a', CLICKHOUSE_URL: 'http://one/a' },
    'CLICKHOUSE_FORMER_URL must name another database',
  ],
  [{ CLICKHOUSE_FORMER_CLUSTER: 'three' }, 'CLICKHOUSE_FORMER_CLUSTER needs CLICKHOUSE_FORMER_URL'],
])('the settings of a cluster %o are refused', (settings, mistake) => {
  expect(mistakes(settings as Record<string, string>)).toEqual([expect.stringContaining(mistake)])
})

test.each([
  [{ SANDBOX: 'yes' }, 'SANDBOX must be auto or graphiql or apollo or off'],
  [{ SANDBOX: 'graphiql', INTROSPECTION: 'false' }, 'SANDBOX needs INTROSPECTION=true'],
  [{ SANDBOX: 'apollo', TRUSTED_DOCUMENTS: 'a.json' }, 'SANDBOX does not go together with TRUSTED_DOCUMENTS'],
])('the explorer of %o is refused', (settings, mistake) => {
  expect(mistakes(settings)).toEqual([expect.stringContaining(mistake)])
})

test.each([
  [{}, 'auto'],
  [{ SANDBOX: 'apollo' }, 'apollo'],
  [{ SANDBOX: 'off' }, undefined],
  [{ INTROSPECTION: 'false' }, undefined],
  [{ TRUSTED_DOCUMENTS: 'a.json' }, undefined],
  [{ NODE_ENV: 'production', AUTH_JWKS_URL: 'https://a.example/keys' }, undefined],
])('the explorer of %o is %s', (settings, explorer) => {
  expect(readEnv(settings as Record<string, string>).explorer).toBe(explorer)
})

test.each(['prod', 'Production', 'staging'])('NODE_ENV=%s would print tokens, and is refused', name => {
  expect(mistakes({ NODE_ENV: name })).toEqual(['  NODE_ENV must be production or development or test'])
})

test.each([
  'https://app.example.com',
  'http://localhost:5173, https://app.example.com',
  'https://[::1]:8443',
  'capacitor://localhost',
])('CORS_ORIGINS=%s is a list of origins', origins => {
  expect(mistakes({ CORS_ORIGINS: origins })).toEqual([])
})

test.each([
  'app.example.com',
  'localhost:3000',
  'https://app.example.com/',
  'https://app.example.com/page',
  'https://app.example.com:443',
  'https://App.example.com',
  'https://app.example.com,app.example.com',
  '*',
])('CORS_ORIGINS=%s would match no page, and is refused', origins => {
  expect(mistakes({ CORS_ORIGINS: origins })).toHaveLength(1)
})

test.each([
  'your-256-bit-secret-your-256-bit-secret',
  'a-string-secret-at-least-256-bits-long',
  'your-super-secret-jwt-token-with-at-least-32-characters-long',
  'please-change-me-please-change-me-please',
  'CHANGE_THIS_TO_A_LONG_RANDOM_STRING!',
  'replace-with-the-output-of-openssl-rand',
  'placeholder-placeholder-placeholder',
  'example_secret_key_of_at_least_32_bytes',
  '09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7',
])('the published secret %s is refused', secret => {
  expect(mistakes({ AUTH_SECRET_KEY: secret })).toEqual([
    expect.stringMatching(/^ {2}AUTH_SECRET_KEY must not be a placeholder/),
  ])
})

test.each([
  '3f1c8e0b5d7a92c46e8f01b3d5a7c9e2f4b6d8a0c2e4f6a8b0d2f4a6c8e0b2d4',
  'q7Xo2VtLr9mBz4KcY8sHd1WfJ6pGn3Ea',
  'the old lighthouse keeper changes it weekly',
  'an example of a sentence that nobody else has',
  'we change items of this list on Mondays',
])('the secret %s is accepted', secret => {
  expect(mistakes({ AUTH_SECRET_KEY: secret })).toEqual([])
})
