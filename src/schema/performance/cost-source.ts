import { registerEnumType } from 'type-graphql'

export enum CostSource {
  PROVIDED = 'PROVIDED',
  COMPUTED = 'COMPUTED',
  UNKNOWN = 'UNKNOWN',
}

registerEnumType(CostSource, {
  name: 'CostSource',
  description: 'Where a cost comes from.',
  valuesConfig: {
    PROVIDED: { description: 'It was sent.' },
    COMPUTED: { description: 'From the tokens and the price that was valid at the time.' },
    UNKNOWN: { description: 'The model, or a kind of token that it used, has no price: the cost is null.' },
  },
})
