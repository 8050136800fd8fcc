import { type CommonFields } from '../analytics.ts'
import { type RunningDefaults } from './platform.ts'

/** Defaults that hold until `work` returns, for browsers, which cannot follow an `await`. */
export function stackOfDefaults(): RunningDefaults {
  const stack: CommonFields[] = []
  return {
    current: () => stack.at(-1),
    run: (defaults, work) => {
      stack.push(defaults)
      try {
        return work()
      } finally {
        stack.pop()
      }
    },
  }
}
