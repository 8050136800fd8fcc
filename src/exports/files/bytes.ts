import { type Piece } from '../../clickhouse/topology/engine.ts'
import { free } from './free.ts'

/** Rows as ClickHouse gives them. */
export type Pieces = AsyncIterable<Piece>
/** The content of a file. */
export type Bytes = AsyncIterable<Uint8Array>

/** The bytes as a text of one character each, wherever they end. Nothing else reads them. */
export function latin1Of(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
  free(bytes)
  return text
}
