import { type AiCall, type ApiCall, type CommonFields } from '../../../packages/sdk/src/analytics.ts'

/** Analytics that keep what they are given, with the defaults of the moment. */
export function recordedCalls(defaults: CommonFields = {}) {
  const aiCalls: AiCall[] = []
  const apiCalls: ApiCall[] = []
  return {
    aiCalls,
    apiCalls,
    aiCall: (call: AiCall) => `${aiCalls.push(call)}`,
    apiCall: (call: ApiCall) => `${apiCalls.push(call)}`,
    defaults: () => defaults,
  }
}
