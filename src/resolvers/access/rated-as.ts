import { Extensions } from 'type-graphql'
import { type RateKind } from '../../limits/rates.ts'

/** The rate limit that a root field counts against. Without it a field is charged for its points. */
export const RatedAs = (rate: RateKind) => Extensions({ rate })
