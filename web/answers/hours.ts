/** Local weekdays, Monday first, each with its 24 hours. */
export interface Hours {
  /** By weekday and hour; null where no hour of the range has a number. */
  means: (number | null)[][]
  most: number
}

/** The mean of the same hours of each weekday in a time zone: rates and distinct users must not be added up. */
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
  const cells = weekdays.map(() => Array.from({ length: 24 }, (): number[] => []))
  for (const [index, start] of timestamps.entries()) {
    const parts = Object.fromEntries(
      format.formatToParts(new Date(start)).map(each => [each.type, each.value]),
    )
    const value = values[index] ?? null
    if (value !== null) cells[weekdays.indexOf(parts.weekday!)]![Number(parts.hour)]!.push(value)
  }
  const means = cells.map(row => row.map(meanOf))
  return { means, most: Math.max(0, ...means.flat().map(mean => mean ?? 0)) }
}

const meanOf = (values: number[]) =>
  values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : null

export const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
