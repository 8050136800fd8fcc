/** A list that stands still while it is held, and how many have arrived since then. */
export interface Held<Batch> {
  shown: Batch
  latest: Batch
  arrivedSince: number
}

export const startOf = <Batch>(batch: Batch): Held<Batch> => ({
  shown: batch,
  latest: batch,
  arrivedSince: 0,
})

/** What is shown after an answer or after a change of `isHeld`; the same object if nothing changes. */
export function heldNext<Batch extends { arrived: number }>(
  before: Held<Batch>,
  batch: Batch,
  isHeld: boolean,
): Held<Batch> {
  const { shown, latest, arrivedSince } = before
  if (!isHeld) return batch === shown && arrivedSince === 0 ? before : startOf(batch)
  return batch === latest ? before : { shown, latest: batch, arrivedSince: arrivedSince + batch.arrived }
}
