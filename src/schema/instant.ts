const rfc3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:[Zz]|([+-])(\d\d):(\d\d))$/

/**
 * The instant of an RFC 3339 text in milliseconds since 1970, or undefined if the text is not an instant
 * (`now`, 30 February, 24:00, a leap second, an offset past 14 hours). Digits past the millisecond are cut.
 */
export function instantOf(text: string): number | undefined {
  const match = rfc3339.exec(text)
  if (!match) return undefined
  const [, year, month, day, hour, minute, second, fraction, sign, offsetHours, offsetMinutes] = match
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined
  const offset = sign ? Number(offsetHours) * 60 + Number(offsetMinutes) : 0
  if (offset > 14 * 60 || Number(offsetMinutes ?? 0) > 59) return undefined
  const midnight = dayOf(Number(year), Number(month), Number(day))
  if (midnight === undefined) return undefined
  const milliseconds = Number((fraction ?? '').padEnd(3, '0').slice(0, 3))
  const local = midnight + ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1_000 + milliseconds
  return local - (sign === '-' ? -offset : offset) * 60_000
}

/** Midnight UTC of a day that exists. `Date.UTC` would turn 30 February into 1 March. */
function dayOf(year: number, month: number, day: number): number | undefined {
  const midnight = new Date(Date.UTC(year, month - 1, day))
  midnight.setUTCFullYear(year)
  return midnight.getUTCMonth() === month - 1 && midnight.getUTCDate() === day
    ? midnight.getTime()
    : undefined
}
