import { Extensions } from 'type-graphql'
import { type RateKind } from '../../limits/rates.ts'

/** The rate limit that a mutation counts against. Without it a mutation is charged for its points. */
export const RatedAs = (rate: RateKind) => Extensions({ rate })
