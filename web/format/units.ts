import { exact, type Format, milliseconds, money, rate, seconds } from './numbers.ts'

const formats: Record<string, Format> = {
  MS: milliseconds,
  SECONDS: seconds,
  RATE: rate,
  USD: money,
  USD_EACH: money,
}

/** How numbers of a unit of the API are written, such as `USD`. */
export const formatOf = (unit: string): Format => formats[unit] ?? exact

/** `Active users` of `activeUsers`, `AI p95 ms` of `aiP95Ms`; a formula stays as it is. */
export function metricName(key: string): string {
  if (!/^[a-z][A-Za-z0-9]*$/.test(key)) return key
  const words = key
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/\b(ai|api|usd|dau|wau|mau)\b/g, word => word.toUpperCase())
  return words.charAt(0).toUpperCase() + words.slice(1)
}
