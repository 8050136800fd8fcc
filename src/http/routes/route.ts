import { type ApolloServer } from '@apollo/server'
import { type FastifyInstance } from 'fastify'
import { type GraphQLSchema } from 'graphql'
import { type Env } from '../../env.ts'
import { type Context } from '../../graphql/context.ts'
import { type TrustedDocuments } from '../../graphql/read-trusted-documents.ts'
import { type Services } from '../../services.ts'

/** What routes are built from. */
export interface Wiring {
  env: Env
  services: Services
  schema: GraphQLSchema
  /** The only documents that clients may send, if the setting names a list. */
  trusted: TrustedDocuments | undefined
}

/** The same with the GraphQL server that several routes ask. */
export interface RouteWiring extends Wiring {
  apollo: ApolloServer<Context>
}

/** Adds one or more paths to the server. */
export type Route = (server: FastifyInstance, wiring: RouteWiring) => void | Promise<void>
