/**
 * Gives UUIDv7s (RFC 9562) that ascend within this process: 48 bits of the time in ms, 12 bits that count the ids of a
 * millisecond, 62 random bits.
 */
export function uuid7s(
  now: () => number,
  fillRandom: (bytes: Uint8Array<ArrayBuffer>) => unknown,
): () => string {
  let time = 0
  let count = 0
  return () => {
    const read = now()
    const isLater = read > time
    // A clock that is set back must not make later ids smaller.
    time = isLater ? read : time + (count === 0xfff ? 1 : 0)
    count = isLater ? 0 : (count + 1) & 0xfff
    const tail = new Uint8Array(8)
    fillRandom(tail)
    tail[0] = (tail[0]! & 0x3f) | 0x80
    return dashed(hex(time, 12) + hex(0x7000 | count, 4) + Array.from(tail, byte => hex(byte, 2)).join(''))
  }
}

const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0')

const dashed = (digits: string) => digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
