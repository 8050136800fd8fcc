import { type RunBlock } from '../../entities/reports/report-run.ts'

/** The blocks with what fits into so many bytes of JSON: each has an equal share of what those before it leave. */
export function cappedBlocks(blocks: RunBlock[], mostBytes: number): RunBlock[] {
  let left = mostBytes
  return blocks.map((block, i) => {
    const capped = cappedBlock(block, Math.floor(left / (blocks.length - i)))
    left -= bytesOf(capped)
    return capped
  })
}

/** The rows go first to the table, which files and mails show. The answer is kept whole or not at all. */
function cappedBlock(block: RunBlock, mostBytes: number): RunBlock {
  if (!block.table || bytesOf(block) <= mostBytes) return block
  const { columns, rows } = block.table
  const bare = { ...block, answer: null, table: { columns, rows: [] } }
  const fitting = countOfFitting(rows, mostBytes - bytesOf(bare))
  return { ...bare, table: { columns, rows: rows.slice(0, fitting) } }
}

function countOfFitting(rows: unknown[][], mostBytes: number): number {
  let bytes = 0
  const end = rows.findIndex(row => {
    bytes += bytesOf(row) + 1
    return bytes > mostBytes
  })
  return end < 0 ? rows.length : end
}

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value))
