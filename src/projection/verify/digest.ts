/** One UTC day in one engine: the number of rows, and a checksum over them for each part. */
export interface Day {
  day: string
  rows: number
  digests: string[]
}

/** SQL of a column in both engines: the same text for the same value, and for null. */
export interface Written {
  log: string
  columns: string
}

/** A separator that rarely occurs in texts, and is one character in both engines. */
const between = { log: `chr(31)`, columns: `char(31)` }

/** A checksum over rows in any order: the sum of the first 32 bits of each row's MD5, which both engines have. */
const logDigest = (parts: Written[]) =>
  `sum(('x' || left(md5(concat_ws(${between.log}, ${parts.map(({ log }) => log).join(', ')})), 8))::bit(32)::bigint)::text`

const columnsDigest = (parts: Written[]) =>
  `toString(sum(reinterpretAsUInt32(reverse(substring(MD5(concat(${parts
    .map(({ columns }) => columns)
    .join(`, ${between.columns}, `)})), 1, 4)))))`

/** The checksums of several parts as one array, in their order. */
export const logDigests = (parts: Written[][]) => `array[${parts.map(logDigest).join(', ')}]`
export const columnsDigests = (parts: Written[][]) => `[${parts.map(columnsDigest).join(', ')}]`

export const logDay = (instant: string) => `to_char(${instant} at time zone 'UTC', 'YYYY-MM-DD')`
export const columnsDay = (instant: string) => `toString(toDate(${instant}, 'UTC'))`
