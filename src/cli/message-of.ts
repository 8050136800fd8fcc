/** The sentence of an error for the terminal. A connection that fails at several addresses has a code and no message. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { code = error.name } = error as NodeJS.ErrnoException
  return error.message || code
}
