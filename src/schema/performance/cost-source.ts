import { describedEnum, type EnumOf } from '../described-enum.ts'

export const CostSource = describedEnum('CostSource', 'Where a cost comes from.', {
  PROVIDED: 'It was sent.',
  COMPUTED: 'From the tokens and the price that was valid at the time.',
  UNKNOWN: 'The model, or a kind of token that it used, has no price: the cost is null.',
})
export type CostSource = EnumOf<typeof CostSource>
