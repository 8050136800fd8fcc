import { type ApolloServerPlugin } from '@apollo/server'
import { type GraphQLSchema } from 'graphql'
import { openFields } from '../../auth/open-fields.ts'
import { type Limits } from '../../env.ts'
import { type Gate } from '../../limits/gate.ts'
import { rateOf } from '../../limits/rate-of.ts'
import { type Charge, type RateKind } from '../../limits/rates.ts'
import { admit, giveBackUnused } from '../../request/admit.ts'
import { type Context } from '../context.ts'
import { rootFields } from '../root-fields.ts'
import { checkCost, operationCost } from './complexity.ts'
import { savedAsked } from './saved-asked.ts'

/** Admits an operation once its cost is known to be within the limits. */
export function admissionPlugin(schema: GraphQLSchema, limits: Limits): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      let release = () => {}
      let isCounted = false
      return {
        async didResolveOperation(request) {
          const { contextValue, document, operation } = request
          // Without an operation nothing runs.
          if (!operation) return
          const { scope } = contextValue
          const saved = await savedAsked(schema, scope, { ...request, operation })
          const cost = operationCost(schema, limits, { ...request, operation, saved })
          scope.cost = cost.total
          scope.askedFields.costs = cost.questions
          checkCost(cost, limits.complexity)
          const fields = rootFields(operation, document)
          const rates = fields.map(name => rateOf(schema, operation.operation, name))
          const charge = chargeOf(rates, scope.cost)
          isCounted = charge.query > 0
          release = await admit(scope, charge, concurrencyOf(charge, fields))
        },
        async willSendResponse({ operation, contextValue: { scope }, response: { body } }) {
          release()
          if (isCounted && operation?.operation === 'query') giveBackUnused(scope)
          if (isCounted && body.kind === 'single' && body.singleResult.data !== undefined)
            body.singleResult.extensions = { ...body.singleResult.extensions, cost: scope.cost }
        },
      }
    },
  }
}

/**
 * An operation that only tracks, or asks for what a budget leaves, is charged field by field; every other one for its points.
 * One point is the least: the cost of an operation with wrong variables is unknown.
 */
function chargeOf(rates: RateKind[], cost: number): Required<Charge> {
  const charge = { track: 0, batch: 0, query: 0, sql: 0, otlp: 0 }
  for (const rate of rates) charge[rate]++
  return { ...charge, query: charge.query && Math.max(1, cost) }
}

/** A request for nothing but custom queries takes no place of a question while it waits for one of theirs. */
function concurrencyOf(charge: Charge, fields: string[]): keyof Gate['concurrency'] {
  if (!charge.query) return 'tracking'
  if (fields.length && fields.every(name => sqlFields.includes(name))) return 'sqlRequests'
  return fields.every(name => openFields.includes(name)) ? 'logins' : 'questions'
}

/** The fields that run SQL of the caller. */
const sqlFields = ['query', 'validateQuery']
