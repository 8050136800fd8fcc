import { type EncodedRow, type Product } from '../products/product.ts'

/** Rows in their order as requests: each of one lane, with at most as many rows and bytes as the product takes. */
export function batchesOf(rows: EncodedRow[], { mostRows, mostBytes }: Product): EncodedRow[][] {
  const batches: EncodedRow[][] = []
  let batch: EncodedRow[] = []
  let bytes = 0
  for (const row of rows) {
    const size = Buffer.byteLength(row.json) + 1
    const isFull = batch.length === mostRows || bytes + size > mostBytes || batch[0]?.lane !== row.lane
    if (!batch.length || isFull) {
      batch = []
      bytes = 0
      batches.push(batch)
    }
    batch.push(row)
    bytes += size
  }
  return batches
}
