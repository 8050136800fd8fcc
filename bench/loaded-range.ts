/** The 90 days of the loaded events, today included. */
export function loadedRange(now: Date) {
  const to = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1))
  return { from: new Date(to.getTime() - 90 * 86_400_000), to }
}
