import { afterEach, expect, test, vi } from 'vitest'
import { copied } from '../../../web/parts/copied.ts'

afterEach(() => vi.unstubAllGlobals())

test('copies a text, or tells why it cannot', async () => {
  const written: string[] = []
  vi.stubGlobal('navigator', { clipboard: { writeText: async (text: string) => written.push(text) } })
  expect(await copied('abc', 'Copied.')).toBe('Copied.')
  expect(written).toEqual(['abc'])
  // Browsers have no clipboard on a page without TLS.
  vi.stubGlobal('navigator', {})
  expect(await copied('abc', 'Copied.')).toMatch(/^Not copied: /)
  vi.stubGlobal('navigator', { clipboard: { writeText: () => Promise.reject(new Error('denied')) } })
  expect(await copied('abc', 'Copied.')).toMatch(/^Not copied: /)
})
