import { type EntityManager } from '@mikro-orm/postgresql'

/** The number of events that were rejected while a range was under way, by code, the most frequent first. */
export async function rejectedIn(
  em: EntityManager,
  project: string,
  { from, to }: { from: Date; to: Date },
): Promise<{ code: string; events: number }[]> {
  return em.execute(
    `select code, sum(events)::float8 as events from rejections
     where project = ? and at >= ? and at < ? group by code order by 2 desc, 1`,
    [project, from, to],
  )
}
