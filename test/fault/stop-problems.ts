const mostSeconds = 30

/** The problems of a stop: the service has to exit with 0 within 30 s of SIGTERM. */
export function stopProblems({ code, seconds }: { code: number | null; seconds: number }): string[] {
  if (code === null) return ['SIGTERM did not end the service, it had to be killed']
  if (code !== 0) return [`SIGTERM ended the service with code ${code}`]
  return seconds > mostSeconds ? [`SIGTERM took ${seconds.toFixed(1)} s`] : []
}
