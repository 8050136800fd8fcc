/** What `work` gives, unless the signal is aborted first. @throws the reason of the signal, and what `work` throws */
export function within<Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result> {
  const timeout = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  return Promise.race([work, timeout])
}
