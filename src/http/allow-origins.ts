import cors from '@fastify/cors'
import { type FastifyInstance, type FastifyRequest } from 'fastify'
import { notFoundOrMethodNotAllowed } from './not-found.ts'

/** Allows browsers requests from pages of these origins and of no other. */
export async function allowOrigins(server: FastifyInstance, origins: string[]): Promise<void> {
  server.addHook('onRequest', async request => {
    if (request.method === 'OPTIONS' && !isPreflight(request)) throw notFoundOrMethodNotAllowed(request)
  })
  await server.register(cors, {
    origin: origins.length ? origins : false,
    methods: ['GET', 'POST'],
    allowedHeaders: ['authorization', 'content-type', 'apollo-require-preflight', ...agentHeaders],
    exposedHeaders: [
      'x-request-id',
      'retry-after',
      'x-ratelimit-limit',
      'x-ratelimit-remaining',
      'x-ratelimit-reset',
    ],
    maxAge: 600,
  })
}

/** The headers that the Model Context Protocol adds. */
const agentHeaders = ['mcp-protocol-version', 'mcp-method', 'mcp-name']

const isPreflight = ({ headers }: FastifyRequest) =>
  headers.origin !== undefined && headers['access-control-request-method'] !== undefined
