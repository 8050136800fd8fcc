/** A position in the log, in commit order. `tx` and `seq` are texts because both are 64 bits wide. */
export interface LogPosition {
  tx: string
  seq: string
}

export function isAtOrAfter(one: LogPosition, other: LogPosition): boolean {
  const tx = BigInt(one.tx)
  const otherTx = BigInt(other.tx)
  return tx > otherTx || (tx === otherTx && BigInt(one.seq) >= BigInt(other.seq))
}
