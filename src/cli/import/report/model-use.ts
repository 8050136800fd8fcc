import { type RowEvent } from '../row-event.ts'

/** The calls of a model: their tokens, cost in US dollars, and the calls without a cost, which the service computes. */
export interface ModelUse {
  calls: number
  /** With the tokens from the cache, and those that were written into it. */
  input: number
  output: number
  cost: number
  unpriced: number
}

export function useOf(call: RowEvent): ModelUse {
  const { inputTokens, cachedTokens, cacheWriteTokens, inputIncludesCached, outputTokens, costUsd } = call
  const apart = inputIncludesCached === false ? amount(cachedTokens) + amount(cacheWriteTokens) : 0
  return {
    calls: 1,
    input: amount(inputTokens) + apart,
    output: amount(outputTokens),
    cost: amount(costUsd),
    unpriced: costUsd === undefined ? 1 : 0,
  }
}

const amount = (value: unknown): number => Number(value ?? 0) || 0
