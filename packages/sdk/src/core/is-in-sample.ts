/** Whether an id is in the sample of this rate, 0 to 1: always the same answer, by the hash FNV-1a, well mixed. */
export function isInSample(id: string, rate: number): boolean {
  let hash = 0x811c9dc5
  for (let place = 0; place < id.length; place++) hash = Math.imul(hash ^ id.charCodeAt(place), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32 < rate
}
