import { describedEnum, type EnumOf } from './described-enum.ts'

export const Severity = describedEnum(
  'Severity',
  'The urgency of something that the service noticed by itself.',
  {
    INFO: 'Worth knowing, such as a milestone.',
    WARNING: 'Worth a look, such as a number outside of its usual range.',
    CRITICAL:
      'Worth a look at once, such as a number at least twice as far from the expected one as its usual range.',
  },
)
export type Severity = EnumOf<typeof Severity>
