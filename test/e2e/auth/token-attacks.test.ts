import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyToken } from '../../../src/auth/tokens/verify-token.ts'
import { answerProblems } from '../../attack/answer-problems.ts'
import { alphabet, type Forger, readForgedTokens, startForger } from '../../attack/forged-tokens.ts'
import { send } from '../../attack/send.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp
let forger: Forger

beforeAll(async () => {
  forger = await startForger('a secret for tests with more than 32 bytes')
  app = await startTestApp(forger.settings)
})
afterAll(async () => {
  await app.close()
  await forger.close()
})

const target = () => ({ url: new URL(app.url).origin, token: () => null })

describe('a token', () => {
  test("like the attacks' base token is valid", async () => {
    for (const sign of [undefined, 'rsa'] as const) {
      const good = forger.attackOf({ list: 'J', attack: 'none', sign, status: 200 })
      expect(answerProblems(good, await send(target(), good))).toEqual([])
    }
  })

  test.each(readForgedTokens())('$list $attack', async forged => {
    const attack = forger.attackOf(forged)
    expect(answerProblems(attack, await send(target(), attack))).toEqual([])
  })

  test('cannot make the service fetch its address', () => {
    expect(forger.requests()).toBe(0)
  })
})

test('none of 5,000 tokens with a random change is accepted', async () => {
  const rules = app.services.auth.tokens
  const tokens = [forger.tokenOf({}), forger.tokenOf({ sign: 'rsa' })]
  for (const token of tokens) expect(await verifyToken(token, rules)).toMatchObject({ subject: 'mallory' })

  const change = fc.record({
    token: fc.constantFrom(...tokens),
    at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    kind: fc.constantFrom('replace', 'insert', 'delete', 'swap', 'cut'),
    character: fc.constantFrom(...alphabet, '.', '=', ' ', '\0'),
  })
  let refused = 0
  await fc.assert(
    fc.asyncProperty(change, async ({ token, at, kind, character }) => {
      const changed = mutated(token, Math.floor(at * token.length), kind, character)
      if (tokens.includes(changed)) return
      await expect(verifyToken(changed, rules)).rejects.toThrow('not valid')
      refused++
    }),
    { numRuns: 5_400 },
  )
  expect(refused).toBeGreaterThanOrEqual(5_000)
})

function mutated(token: string, at: number, kind: string, character: string): string {
  const [before, after] = [token.slice(0, at), token.slice(at)]
  if (kind === 'replace') return before + character + after.slice(1)
  if (kind === 'insert') return before + character + after
  if (kind === 'delete') return before + after.slice(1)
  if (kind === 'swap') return before + (after[1] ?? '') + after[0] + after.slice(2)
  return before
}
