/** A place in commit order: `tx` and `seq` as texts, since both are 64 bits wide. */
export interface Place {
  tx: string
  seq: string
}

/** Whether everything up to `head` lies at or before `place`. */
export function hasPassed(place: Place, head: Place): boolean {
  const tx = BigInt(place.tx)
  const headTx = BigInt(head.tx)
  return tx > headTx || (tx === headTx && BigInt(place.seq) >= BigInt(head.seq))
}
