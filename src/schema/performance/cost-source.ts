import { describedEnum, type EnumOf } from '../described-enum.ts'

export const CostSource = describedEnum(
  'CostSource',
  'The way the service came to a cost: sent by the caller, computed from prices, or not known in full.',
  {
    PROVIDED: 'The cost was sent with the event.',
    COMPUTED: 'The cost was computed from the tokens and the price valid at the time.',
    LOWER_BOUND:
      'The cost was computed, and is at least this: only the input or only the output tokens were reported.',
    UNKNOWN:
      'The cost is null: no tokens were reported, or the model, or a kind of token it used, has no price.',
  },
)
export type CostSource = EnumOf<typeof CostSource>
