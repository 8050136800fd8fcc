import { describedEnum, type EnumOf } from '../described-enum.ts'

export const AnomalyDirection = describedEnum(
  'AnomalyDirection',
  'The side of its usual range on which a number is.',
  {
    UP: 'The number is higher than expected.',
    DOWN: 'The number is lower than expected.',
  },
)
export type AnomalyDirection = EnumOf<typeof AnomalyDirection>
