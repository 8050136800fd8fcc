/** Computes a value on the first call, and returns the same value on later calls. */
export function once<Value>(compute: () => Value): () => Value {
  let kept: { value: Value } | undefined
  return () => {
    kept ??= { value: compute() }
    return kept.value
  }
}
