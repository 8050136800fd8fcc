/** The facts of the recorded batch. Its bounds are sub-selects: joined, they would be no bounds for the index. */
export const batchFacts = `
  select e.*
  from events e
  where (e.tx, e.seq) > ((select tx from projection), (select seq from projection))
    and (e.tx, e.seq) <= ((select next_tx from projection), (select next_seq from projection))`
