import { exact, type Format, money, numberOf, rate, ratio } from '../../format/numbers.ts'

/** What a cell and a column have in common. */
export interface Retained {
  users: number
  rate: number | null
  value: string | null
}

interface Shown {
  name: string
  format: Format
  of: (retained: Retained) => number | null
}

/** What the cells show. The cost is that of the return events. */
export const shown = {
  share: { name: 'Share', format: rate, of: ({ rate: share }) => share },
  users: { name: 'Users', format: exact, of: ({ users }) => users },
  cost: {
    name: 'Cost per retained user',
    format: money,
    of: ({ value, users }) => ratio(numberOf(value), users),
  },
} satisfies Record<string, Shown>

export type ShownKey = keyof typeof shown
export const shownKeys = Object.keys(shown) as ShownKey[]
