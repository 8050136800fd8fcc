import { type AskedField, workFor } from '../analytics/query/asked-field.ts'
import { refusalOf } from './refusal-of.ts'

/** The refusals of a field that may come before its first statement. After any other error, it has run. */
const early = ['BAD_USER_INPUT', 'UNAUTHENTICATED', 'FORBIDDEN', 'DB_UNAVAILABLE', 'OVERLOADED']

interface RefusableField extends AskedField {
  isRefused: boolean
  /** The resolvers that have not ended. An error of one ends the field, but not the others, which may send statements. */
  running: number
}

/** The root fields of a question, by their names in the answer. */
export class AskedFields {
  readonly #fields = new Map<string, RefusableField>()
  readonly #answers: Promise<unknown>[] = []
  /** The cost of each field in points. */
  costs: ReadonlyMap<string, number> = new Map()

  /** Answers a root field, for whose end `settled` waits. */
  answer<Answer>(name: string, resolve: () => Answer): Answer {
    const answer = this.resolve(name, resolve)
    if (answer instanceof Promise) this.#answers.push(answer)
    return answer
  }

  /** Resolves a field below a root field. A value that is there at once cannot be refused. */
  resolve<Answer>(name: string, resolve: () => Answer): Answer {
    const field = this.#field(name)
    const answer = workFor(field, resolve)
    return answer instanceof Promise ? (watched(field, answer) as Answer) : answer
  }

  /** Resolves once each root field has its answer or its error. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#answers)
  }

  /** The whole points of the fields that ran: all but those that were refused before a statement was sent for them. */
  get usedPoints(): number {
    let points = 0
    for (const [name, cost] of this.costs) if (!this.#isUnused(name)) points += cost
    return wholePoints(points)
  }

  #isUnused(name: string): boolean {
    const { isRefused, hasRun, running } = this.#field(name)
    return isRefused && !hasRun && !running
  }

  #field(name: string): RefusableField {
    const known = this.#fields.get(name) ?? { hasRun: false, isRefused: false, running: 0 }
    this.#fields.set(name, known)
    return known
  }
}

async function watched<Answer>(field: RefusableField, answer: Promise<Answer>): Promise<Answer> {
  field.running++
  try {
    return await answer
  } catch (error) {
    field.isRefused ||= early.includes(String(refusalOf(error)?.extensions.code))
    throw error
  } finally {
    field.running--
  }
}

/** The next whole number of points, without the rounding error of binary fractions. */
export const wholePoints = (points: number) => Math.ceil(Number(points.toFixed(6)))
