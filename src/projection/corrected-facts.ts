/**
 * The facts that corrections speak of, as the log has them now: of two corrections of one fact the second has been
 * made already. Numbers stand in the text since COPY takes no parameters; they are digits that PostgreSQL gave.
 */
export const correctedFacts = (corrections: string[]) => `
  select e.*
  from events e
  where e.seq in (select unnest(c.seqs) from cost_corrections c where c.id in (${corrections.join(', ')}))`
