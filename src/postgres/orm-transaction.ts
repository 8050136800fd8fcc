import { type EntityManager } from '@mikro-orm/postgresql'

/** Runs statements of the ORM in a transaction of its session: either all of them take effect, or none. */
export async function ormTransaction<Result>(em: EntityManager, run: () => Promise<Result>): Promise<Result> {
  await em.begin()
  try {
    const result = await run()
    await em.commit()
    return result
  } catch (error) {
    await em.rollback().catch(() => undefined)
    throw error
  }
}
