import { type ApolloServerPlugin, type HeaderMap } from '@apollo/server'
import { type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql'
import { type Context } from '../context.ts'
import { type Limits } from '../env.ts'
import { rateLimited } from '../errors.ts'
import { type Gate } from '../limits/gate.ts'
import { type Allowance, type Charge, type Charged, type RateKind } from '../limits/rates.ts'
import { checkedCost } from './complexity.ts'
import { rootFieldNames } from './root-field-names.ts'

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
          contextValue.cost = checkedCost(schema, limits, { ...request, operation })
          const charge = chargeOf(schema, document, operation, contextValue.cost)
          isCounted = charge.query > 0
          const charged = await gate.rates.charge(callerOf(contextValue), charge)
          contextValue.allowances = charged.allowances
          if (charged.refused) throw usedUp(charged, charged.refused)
          leave = await gate.lanes[charge.query ? 'questions' : 'tracking'].enter()
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

/** A mutation that only tracks is charged for what it tracks, field by field; everything else for its points. */
function chargeOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  cost: number,
): Charge {
  const mutations = schema.getMutationType()!.getFields()
  const charge: Record<RateKind, number> = { track: 0, batch: 0, query: 0 }
  for (const name of operation.operation === 'mutation' ? rootFieldNames(document, operation) : ['query'])
    charge[(mutations[name]?.extensions.rate as RateKind | undefined) ?? 'query']++
  return { ...charge, query: charge.query && cost }
}

const charged: Record<RateKind, string> = {
  track: 'mutations that track',
  batch: 'batches',
  query: 'points of queries',
}

function usedUp({ allowances }: Charged, kind: RateKind) {
  const { limit, remaining, resetsAt } = allowances[kind]!
  return rateLimited(
    `More than ${limit} ${charged[kind]} in a minute. Wait.`,
    Math.max(1, resetsAt.getTime() - Date.now()),
    { limit, remaining, resetAt: resetsAt },
  )
}

/** Of several limits, the one that is nearest. */
function setHeaders(headers: HeaderMap, allowances: Allowance[]): void {
  const [nearest] = allowances.toSorted((a, b) => a.remaining / a.limit - b.remaining / b.limit)
  if (!nearest) return
  headers.set('x-ratelimit-limit', String(nearest.limit))
  headers.set('x-ratelimit-remaining', String(nearest.remaining))
  headers.set('x-ratelimit-reset', String(Math.ceil(nearest.resetsAt.getTime() / 1_000)))
}
