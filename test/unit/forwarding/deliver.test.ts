import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { EncodedRow } from '../../../src/forwarding/products/product.ts'
import { batchesOf } from '../../../src/forwarding/sending/batches-of.ts'
import { deliver } from '../../../src/forwarding/sending/deliver.ts'
import type { Refusal, Verdict } from '../../../src/forwarding/sending/verdict.ts'
import { seed } from '../../support/rounds.ts'

const because: Refusal = { code: 'REFUSED', message: 'no', status: 400 }
const rowsOf = (count: number, size = 2): EncodedRow[] =>
  Array.from(
    { length: count },
    (_, n) => ({ row: { number: String(n) }, json: 'x'.repeat(size), lane: '' }) as EncodedRow,
  )
const numbersOf = (rows: EncodedRow[]) => rows.map(({ row }) => Number(row.number))

/** Delivers to a server that refuses requests with bad rows, and is away for some requests. */
async function delivered(count: number, bad: Set<number>, away: (request: number) => boolean, inARow = 0) {
  const taken: number[] = []
  let requests = 0
  const result = await deliver(rowsOf(count), {
    refusedInARow: inARow,
    isTimeUp: () => false,
    send: async (rows): Promise<Verdict> => {
      if (away(requests++)) return { type: 'later', because }
      if (numbersOf(rows).some(n => bad.has(n))) return { type: 'refused', because }
      taken.push(...numbersOf(rows))
      return { type: 'taken', refused: new Map(), lost: 0 }
    },
  })
  return { result, taken, requests }
}

test('the rows that a request is refused for are found, and all others are taken in their order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 99 }), fc.uniqueArray(fc.nat(98)), async (count, chosen) => {
      const bad = new Set(chosen.filter(n => n < count))
      const { result, taken } = await delivered(count, bad, () => false)
      expect(numbersOf(result.refused.map(({ row }) => row))).toEqual([...bad].sort((a, b) => a - b))
      expect(taken).toEqual(Array.from({ length: count }, (_, n) => n).filter(n => !bad.has(n)))
      expect([result.done, result.failure]).toEqual([count, undefined])
    }),
    { seed, numRuns: 100 },
  )
})

test('what is done before a failure is a beginning of the rows, and nothing of it is sent again', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 60 }),
      fc.uniqueArray(fc.nat(59)),
      fc.nat(20),
      async (count, chosen, fails) => {
        const bad = new Set(chosen.filter(n => n < count))
        const { result, taken } = await delivered(count, bad, request => request === fails)
        const refused = numbersOf(result.refused.map(({ row }) => row))
        expect([...taken, ...refused].sort((a, b) => a - b)).toEqual(
          Array.from({ length: result.done }, (_, n) => n),
        )
        expect(result.failure?.type).toBe(result.done === count ? undefined : 'later')
      },
    ),
    { seed, numRuns: 100 },
  )
})

test('one bad row of 512 costs 19 requests: 9 that are halved, the row, and 9 halves without it', async () => {
  const { requests } = await delivered(512, new Set([0]), () => false)
  expect(requests).toBe(19)
})

test('after 100 rows in a row that are refused, none is sent any more; those before count', async () => {
  const all = new Set(Array.from({ length: 300 }, (_, n) => n))
  const { result } = await delivered(300, all, () => false, 40)
  expect([result.done, result.failure]).toMatchObject([
    60,
    { type: 'never', because: { code: 'ALL_REFUSED', status: 400 } },
  ])
})

test('a taken row ends the count of refused ones', async () => {
  const all = new Set(Array.from({ length: 150 }, (_, n) => n).filter(n => n !== 75))
  const { result } = await delivered(150, all, () => false)
  expect([result.done, result.failure, result.refusedInARow]).toEqual([150, undefined, 74])
})

test('no request begins once time is up, except for the first', async () => {
  let requests = 0
  const result = await deliver(rowsOf(8), {
    refusedInARow: 0,
    isTimeUp: () => true,
    send: async rows => {
      requests++
      return rows.length > 2 ? { type: 'refused', because } : { type: 'taken', refused: new Map(), lost: 0 }
    },
  })
  // 8, 4 and 2 rows: nothing is done before the third.
  expect([requests, result.done]).toEqual([3, 2])
})

test('requests have at most as many rows and bytes as a product takes, and rows of one lane', () => {
  const product = { mostRows: 3, mostBytes: 30 } as Parameters<typeof batchesOf>[1]
  const sizes = (rows: EncodedRow[]) => batchesOf(rows, product).map(batch => batch.length)
  expect(sizes([])).toEqual([])
  expect(sizes(rowsOf(7))).toEqual([3, 3, 1])
  // A row and its comma are 11 bytes; one that is too large goes alone.
  expect(sizes(rowsOf(4, 10))).toEqual([2, 2])
  expect(sizes(rowsOf(2, 100))).toEqual([1, 1])
  const [a, b, c] = rowsOf(3)
  expect(sizes([a!, { ...b!, lane: 'other' }, c!])).toEqual([1, 1, 1])
})
