/** What `work` gives, or undefined if it fails: a failure of the analytics must never reach the code that is watched. */
export function quietly<Result>(work: () => Result): Result | undefined {
  try {
    const result = work()
    if (result instanceof Promise) result.catch(() => {})
    return result
  } catch {
    return undefined
  }
}
