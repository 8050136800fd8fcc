import { describedEnum, type EnumOf } from '../described-enum.ts'

export const SeasonalInterval = describedEnum(
  'SeasonalInterval',
  'The width of the buckets in which anomalies are looked for, which decides which earlier buckets they are compared with.',
  {
    HOUR: 'Hours, each compared with the same hour of the same weekday in the eight weeks before.',
    DAY: 'Days, each compared with the same weekday in the eight weeks before.',
    WEEK: 'Weeks, each compared with the eight weeks before; no season is assumed.',
    MONTH: 'Months, each compared with the eight months before; no season is assumed.',
  },
)
export type SeasonalInterval = EnumOf<typeof SeasonalInterval>
