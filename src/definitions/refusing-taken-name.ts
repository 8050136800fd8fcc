import { UniqueConstraintViolationException } from '@mikro-orm/postgresql'
import { badInput } from '../errors.ts'

/** @throws NAME_TAKEN when the name, or the key, of the written definition belongs to another one of its kind */
export async function refusingTakenName<Result>(written: Promise<Result>): Promise<Result> {
  try {
    return await written
  } catch (error) {
    if (!(error instanceof UniqueConstraintViolationException)) throw error
    const field = error.message.includes('definitions_metric_key') ? 'key' : 'name'
    throw badInput('NAME_TAKEN', field, `Another saved definition of this kind has this ${field}.`)
  }
}
