import { type Piece } from '../../clickhouse/topology/engine.ts'

/** Rows as ClickHouse gives them. */
export type Pieces = AsyncIterable<Piece>
/** The content of a file. */
export type Bytes = AsyncIterable<Uint8Array>
