import { Extensions } from 'type-graphql'
import { type RateKind } from '../../limits/rates.ts'

/** Says which rate a mutation is charged to; one that says nothing is charged for its points. */
export const RatedAs = (rate: RateKind) => Extensions({ rate })
