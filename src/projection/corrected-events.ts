/**
 * SQL for the events of corrections, with their current costs in the log, which include later corrections. COPY takes no
 * parameters, so the ids are written into the text. They are digits from PostgreSQL.
 */
export const correctedEvents = (corrections: string[]) => `
  select e.*
  from events e
  where e.seq in (select unnest(c.seqs) from cost_corrections c where c.id in (${corrections.join(', ')}))`
