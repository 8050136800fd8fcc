import { type ApolloServerPlugin, type HeaderMap } from '@apollo/server'
import { type GraphQLSchema } from 'graphql'
import { openFields } from '../../auth/open-fields.ts'
import { type Limits } from '../../env.ts'
import { rateLimited } from '../../errors.ts'
import { type Gate } from '../../limits/gate.ts'
import { rateOf } from '../../limits/rate-of.ts'
import { type Allowance, type Charge, type Charged, type RateKind } from '../../limits/rates.ts'
import { type Context } from '../context.ts'
import { rootFields } from '../root-fields.ts'
import { checkCost, operationCost } from './complexity.ts'

/**
 * Lets an operation run once its cost is known to be within the limits, its caller's rate allows it, and there is a
 * place for it.
 */
export function admissionPlugin(
  schema: GraphQLSchema,
  limits: Limits,
  gate: Gate,
): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      let leave = () => {}
      let isCounted = false
      return {
        async didResolveOperation(request) {
          const { contextValue, document, operation } = request
          // Without one that can be chosen there is nothing to run.
          if (!operation) return
          contextValue.cost = operationCost(schema, limits, { ...request, operation })
          checkCost(contextValue.cost, limits.complexity)
          const fields = operation.operation === 'mutation' ? rootFields(operation, document) : undefined
          const charge = chargeOf(schema, fields, contextValue.cost)
          isCounted = charge.query > 0
          const charged = await gate.rates.charge(callerOf(contextValue), charge)
          contextValue.allowances = charged.allowances
          if (charged.refused) throw usedUp(charged, charged.refused)
          leave = await gate.lanes[laneOf(charge, fields)].acquire()
        },
        async willSendResponse({ contextValue: { cost, allowances }, response: { body, http } }) {
          leave()
          setHeaders(http.headers, Object.values(allowances))
          if (isCounted && body.kind === 'single' && body.singleResult.data !== undefined)
            body.singleResult.extensions = { ...body.singleResult.extensions, cost }
        },
      }
    },
  }
}

/** Whoever has no token is known by where the request comes from. */
const callerOf = ({ viewer, address }: Context) =>
  JSON.stringify(viewer ? [viewer.project, viewer.subject] : [address])

/**
 * A mutation that only tracks is charged for what it tracks, field by field; everything else for its points, at least
 * one: what its variables make it cost is not known when they do not fit.
 */
function chargeOf(schema: GraphQLSchema, mutations: string[] | undefined, cost: number): Charge {
  const charge: Charge = { track: 0, batch: 0, query: 0 }
  for (const rate of mutations?.map(name => rateOf(schema, name)) ?? ['query' as const]) charge[rate]++
  return { ...charge, query: charge.query && Math.max(1, cost) }
}

function laneOf(charge: Charge, mutations: string[] | undefined): keyof Gate['lanes'] {
  if (!charge.query) return 'tracking'
  return mutations?.every(name => openFields.includes(name)) ? 'logins' : 'questions'
}

const chargedFor: Record<RateKind, string> = {
  track: 'mutations that track',
  batch: 'batches',
  query: 'points of queries',
}

function usedUp({ allowances }: Charged, kind: RateKind) {
  const { limit, remaining, resetAt } = allowances[kind]!
  return rateLimited(
    `More than ${limit} ${chargedFor[kind]} in a minute. Wait.`,
    Math.max(1, resetAt.getTime() - Date.now()),
    { limit, remaining, resetAt },
  )
}

/** Of several limits, the one that is nearest. */
function setHeaders(headers: HeaderMap, allowances: Allowance[]): void {
  const [nearest] = allowances.toSorted((a, b) => a.remaining / a.limit - b.remaining / b.limit)
  if (!nearest) return
  headers.set('x-ratelimit-limit', String(nearest.limit))
  headers.set('x-ratelimit-remaining', String(nearest.remaining))
  headers.set('x-ratelimit-reset', String(Math.ceil(nearest.resetAt.getTime() / 1_000)))
}
