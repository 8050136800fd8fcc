const DATE_TIME = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2})(:\d{2}(?:\.\d+)?)?([Zz]|[+-]\d{2}:\d{2})?$/

/**
 * A date-time as RFC 3339 asks for it: `2023-11-16 18:17:03.9799600` becomes `2023-11-16T18:17:03.9799600Z`.
 * Without a zone it is read as UTC. Any other text is given back as it is, for the service to judge.
 */
export function rfc3339(text: string): string {
  const match = DATE_TIME.exec(text)
  if (match === null) return text
  const [, date, minutes, seconds = ':00', zone = 'Z'] = match
  return `${date}T${minutes}${seconds}${zone}`
}
