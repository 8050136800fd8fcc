import { badInput } from '../errors.ts'
import { CalendarUnit } from '../schema/date-range-input.ts'
import { type Funnel, type FunnelInput, type FunnelStep } from '../schema/funnel.ts'
import { type FunnelRow, funnelQuery } from './funnel-query.ts'
import { type Asked, ask, toMeta } from './query/ask.ts'
import { type Asker } from './query/asker.ts'
import { lastUnits, type Range, toRange } from './query/range.ts'
import { wilsonBounds } from './query/wilson.ts'

/**
 * How many users took the steps in order, each within the window that opens with the first.
 * @throws INVALID_STEPS, INVALID_WINDOW, INVALID_RANGE
 */
export async function funnel(asker: Asker, input: FunnelInput): Promise<Funnel> {
  checkFunnel(input)
  const asked = await ask(asker, input)
  const range = input.range
    ? toRange(input.range, asked.calendar, asked.asOf)
    : lastUnits({ count: 30, unit: CalendarUnit.DAY }, asked.calendar, asked.asOf)
  const [row] = await asked.run<FunnelRow>('funnel', funnelQuery(asked, input, range))
  return toFunnel(asked, input, range, row!)
}

const most = { steps: 20, windowSeconds: 366 * 86_400 }

function checkFunnel({ steps, windowSeconds }: FunnelInput): void {
  if (steps.length < 2 || steps.length > most.steps)
    throw badInput('INVALID_STEPS', 'steps', `A funnel has 2 to ${most.steps} steps.`)
  if (steps.some(({ event }) => !event.trim()))
    throw badInput('INVALID_STEPS', 'steps.event', 'Every step needs the name of an event.')
  if (windowSeconds < 1 || windowSeconds > most.windowSeconds)
    throw badInput('INVALID_WINDOW', 'windowSeconds', `The window is 1 to ${most.windowSeconds} seconds.`)
}

function toFunnel(asked: Asked, input: FunnelInput, range: Range, row: FunnelRow): Funnel {
  const steps = input.steps.map((_, i) => toStep(input, row, i))
  const totalUsers = steps[0]!.users
  return {
    name: input.name ?? null,
    totalUsers,
    completionRate: rate(steps.at(-1)!.users, totalUsers),
    openAttempts: row.openAttempts,
    steps,
    meta: toMeta(asked, range.to),
  }
}

function toStep({ steps }: FunnelInput, row: FunnelRow, i: number): FunnelStep {
  const { name, event } = steps[i]!
  const users = row.users[i]!
  const before = i === 0 ? users : row.users[i - 1]!
  return {
    name: name ?? event,
    event,
    users,
    rateFromFirst: rate(users, row.users[0]!),
    rateFromPrevious: rate(users, before),
    rateFromPreviousBounds: wilsonBounds(users, before),
    dropOff: before - users,
    medianSeconds: row.medians[i]!,
    averageSeconds: row.averages[i]!,
    p90Seconds: row.p90s[i]!,
  }
}

const rate = (part: number, whole: number) => (whole === 0 ? null : part / whole)
