import { type EncodedRow, type Product, type Target } from '../products/product.ts'
import { isSampled, passes } from '../rows/passes.ts'
import { redacted } from '../rows/redact.ts'
import { type Row } from '../rows/row.ts'
import { type StoredDestination } from '../stored-destination.ts'

/** A row in the words of the destination; undefined if the destination is not to get it, or has no words for it. */
export function prepared(
  { content, salt }: Pick<StoredDestination, 'content' | 'salt'>,
  product: Product,
  target: Target,
  row: Row,
): EncodedRow | undefined {
  if (!isListed(content, row)) return undefined
  const encoded = product.encode(redacted(row, content, salt), target)
  return encoded && { row, json: JSON.stringify(encoded), lane: product.laneOf?.(row) ?? '' }
}

/** Whether a row passes the lists of the filter, and is in the sample. */
export const isListed = ({ filter, sampleRate }: StoredDestination['content'], row: Row): boolean =>
  passes(filter, row) && isSampled(sampleRate, row)
