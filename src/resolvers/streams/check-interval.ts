import { badInput } from '../../errors.ts'

/** @throws INVALID_INTERVAL outside these seconds */
export function checkInterval(
  intervalSeconds: number,
  { least, most }: { least: number; most: number },
): void {
  if (intervalSeconds < least || intervalSeconds > most)
    throw badInput('INVALID_INTERVAL', 'intervalSeconds', `intervalSeconds must be from ${least} to ${most}.`)
}
