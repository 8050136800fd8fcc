/** The facts of the recorded batch, whose bounds are in `projection`. */
export const batchFacts = `
  select e.*
  from events e, projection p
  where (e.tx, e.seq) > (p.tx, p.seq) and (e.tx, e.seq) <= (p.next_tx, p.next_seq)`
