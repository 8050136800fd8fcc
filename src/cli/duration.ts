const secondsPer = { s: 1, m: 60, h: 3_600, d: 86_400 } as const

/** @throws Error unless the text is a whole number with a unit, such as `90s`, `30m`, `24h` or `7d` */
export function secondsOf(duration: string): number {
  const match = /^([1-9]\d{0,8})([smhd])$/.exec(duration)
  if (!match) throw new Error(`"${duration}" is not a duration such as 90s, 30m, 24h or 7d.`)
  return Number(match[1]) * secondsPer[match[2] as keyof typeof secondsPer]
}
