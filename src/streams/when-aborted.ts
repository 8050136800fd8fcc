/** Calls back when the signal ends, or at once if it has ended; never after the end of `until`. */
export function whenAborted(signal: AbortSignal, then: () => void, until?: AbortSignal): void {
  if (signal.aborted) then()
  else signal.addEventListener('abort', then, { once: true, signal: until })
}
