import { expect, test } from 'vitest'
import { providerOfUrl } from '../../../packages/sdk/src/model-calls/provider-of-url.ts'

test.each([
  ['https://api.openai.com/v1', 'openai'],
  ['https://eu.api.openai.com/v1', 'openai'],
  ['https://mine.openai.azure.com/openai', 'azure'],
  ['https://api.groq.com/openai/v1', 'groq'],
  ['https://api.x.ai/v1', 'xai'],
  ['https://openrouter.ai/api/v1', 'openrouter'],
  ['https://generativelanguage.googleapis.com/v1beta/openai/', 'google'],
  ['https://us-east5-aiplatform.googleapis.com/v1', 'google'],
  ['https://bedrock-runtime.us-east-1.amazonaws.com', 'bedrock'],
  ['http://localhost:11434/v1', 'ollama'],
  ['http://localhost:4000', undefined],
  ['https://notopenai.com/v1', undefined],
  ['no address', undefined],
  [undefined, undefined],
])('the provider at %s is %s', (url, provider) => expect(providerOfUrl(url)).toBe(provider))
