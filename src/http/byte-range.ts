/** A part of a file: from its first to its last byte, both included. */
export interface ByteRange {
  start: number
  end: number
}

/**
 * The part of a file that a `Range` header asks for: `all` for no header, several ranges and units other than bytes, which a
 * server may ignore, `none` for a part beyond the end.
 */
export function byteRange(header: string | undefined, size: number): ByteRange | 'all' | 'none' {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? []
  if (first === '' && last === '') return 'all'
  if (first === '') return Number(last) ? part(Math.max(0, size - Number(last)), size - 1) : 'none'
  if (last !== '' && Number(last) < Number(first)) return 'all'
  return part(Number(first), last === '' ? size - 1 : Math.min(Number(last), size - 1))
}

const part = (start: number, end: number): ByteRange | 'none' => (start <= end ? { start, end } : 'none')
