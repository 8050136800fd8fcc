/** Local weekdays, Monday first, each with its 24 hours. */
export interface Hours {
  /** By weekday and hour; null where no hour of the range falls. */
  sums: (number | null)[][]
  most: number
}

/** Adds up the hours of each weekday in a time zone. Only numbers that may be added, such as counts, make sense. */
export function hoursOf(
  timestamps: readonly string[],
  values: readonly (number | null)[],
  zone: string,
): Hours {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    hourCycle: 'h23',
  })
  const sums = weekdays.map(() => Array.from<number | null>({ length: 24 }).fill(null))
  for (const [index, start] of timestamps.entries()) {
    const parts = Object.fromEntries(
      format.formatToParts(new Date(start)).map(each => [each.type, each.value]),
    )
    const row = sums[weekdays.indexOf(parts.weekday!)]!
    const hour = Number(parts.hour)
    row[hour] = (row[hour] ?? 0) + (values[index] ?? 0)
  }
  return { sums, most: Math.max(0, ...sums.flat().map(sum => sum ?? 0)) }
}

export const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
