import { expect, test } from 'vitest'
import { importSettings } from '../../../src/cli/import/settings.ts'

const own = { url: () => 'http://127.0.0.1:8002/graphql', token: () => 'own' }
const urlOf = (...args: string[]) => {
  const settings = importSettings(['a.ndjson', ...args], own)
  return settings === 'help' ? settings : settings.service.url
}

test.each([
  [[], 'http://127.0.0.1:8002/graphql'],
  [['--url', 'https://stats.example.com'], 'https://stats.example.com/graphql'],
  [['--url', 'https://stats.example.com/'], 'https://stats.example.com/graphql'],
  [['--url', 'https://example.com/stats/graphql'], 'https://example.com/stats/graphql'],
])('%j sends to %s', (args, url) => {
  expect(urlOf(...args)).toBe(url)
})

test.each(['stats.example.com', 'ftp://stats.example.com'])('--url %s is refused', url => {
  expect(() => urlOf('--url', url)).toThrow(`--url "${url}" is not an http or https address`)
})
