/**
 * Gives back the memory of bytes that nobody reads any more. The garbage collector, which sees small objects, would let some 80 MB
 * of them wait. Bytes that share their memory with others stay.
 */
export function free({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0)
}
