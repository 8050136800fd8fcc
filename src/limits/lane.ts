import { overloaded } from '../errors.ts'

/** A bounded way through: so many requests at once, a few wait a moment, the others are refused. */
export interface Lane {
  /**
   * Waits for a place and gives what gives it up again, once.
   * @throws OVERLOADED when too many wait, or one has waited too long
   */
  enter(): Promise<() => void>
  readonly running: number
  readonly waiting: number
}

export interface LaneLimits {
  running: number
  waiting: number
  waitMs: number
}

export function createLane(name: string, most: LaneLimits): Lane {
  const waiting: (() => void)[] = []
  let running = 0

  /** Whoever waits longest takes the place over. */
  const leave = () => {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
  const turn = () =>
    new Promise<void>((resolve, reject) => {
      const begin = () => {
        clearTimeout(patience)
        resolve()
      }
      const patience = setTimeout(() => {
        waiting.splice(waiting.indexOf(begin), 1)
        reject(overloaded(name))
      }, most.waitMs)
      waiting.push(begin)
    })
  return {
    enter: async () => {
      if (running < most.running) running++
      else if (waiting.length < most.waiting) await turn()
      else throw overloaded(name)
      let isIn = true
      return () => {
        if (isIn) leave()
        isIn = false
      }
    },
    get running() {
      return running
    },
    get waiting() {
      return waiting.length
    },
  }
}
