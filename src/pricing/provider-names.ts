/** Other names of providers, as SDKs, gateways and OpenTelemetry write them. */
const spellings: Record<string, string[]> = {
  openai: [
    'openai.chat',
    'openai.responses',
    'openai.completion',
    'openai.embedding',
    'text-completion-openai',
  ],
  anthropic: ['anthropic.messages', 'claude'],
  google: [
    ...['gemini', 'google-ai', 'googleai', 'google-ai-studio', 'google-genai', 'google-generative-ai'],
    ...['google.generative-ai', 'vertex', 'vertexai', 'vertex-ai', 'google-vertex', 'google-vertex-ai'],
    ...['google-vertexai', 'google.vertex', 'google.vertex.chat', 'vertex-ai-beta', 'google-cloud'],
    ...[
      'gcp.gemini',
      'gcp.vertex-ai',
      'gcp.gen-ai',
      'vertex-ai-language-models',
      'vertex-ai-anthropic-models',
    ],
  ],
  azure: [
    ...['azure-openai', 'azureopenai', 'azure-ai', 'azure-text', 'azure-foundry', 'azure-openai.chat'],
    ...['azure-openai.responses', 'az.ai.openai', 'az.ai.inference', 'azure.ai.openai', 'azure.ai.inference'],
  ],
  bedrock: [
    'aws',
    'amazon',
    'aws-bedrock',
    'amazon-bedrock',
    'aws.bedrock',
    'bedrock-converse',
    'bedrock-runtime',
  ],
  mistral: ['mistralai', 'mistral-ai', 'mistral.chat'],
  cohere: ['cohere-chat', 'cohere.chat'],
  deepseek: ['deepseek.chat'],
  xai: ['x-ai', 'x.ai', 'xai.chat', 'grok'],
  groq: ['groq.chat'],
  together: ['together-ai', 'togetherai', 'together.ai'],
  fireworks: ['fireworks-ai', 'fireworks.ai'],
  voyage: ['voyageai', 'voyage-ai'],
  openrouter: ['open-router'],
  meta: ['meta-llama'],
}

const canonical = new Map(
  Object.entries(spellings).flatMap(([provider, others]) =>
    [provider, ...others].map(name => [name, provider] as const),
  ),
)

/** Proxies that pass calls on to any provider, and name no provider of their own. */
const gateways = new Set([
  ...['litellm', 'litellm-proxy', 'portkey', 'helicone', 'langchain', 'vercel', 'gateway', 'ai-gateway'],
  ...['vercel-ai-gateway', 'cloudflare-ai-gateway', 'requesty', 'custom-openai', 'openai-compatible'],
])

/** The one name of a provider, such as `bedrock` for `AWS.Bedrock`; an unknown one in lower case. */
export function providerOf(name: string): string {
  const lower = name.toLowerCase()
  return canonical.get(dashed(lower)) ?? lower
}

export const isKnownProvider = (name: string): boolean => canonical.has(dashed(name.toLowerCase()))

/** Whether the name says nothing about the provider, so that only the model can. */
export const isGateway = (name: string): boolean => name === '' || gateways.has(dashed(name.toLowerCase()))

const dashed = (name: string) => name.replaceAll(/[ _]/g, '-')

/** Whether two names mean the same provider: `OpenAI` and `openai`, `vertex_ai` and `google`. */
export const isSameProvider = (one: string, other: string) => providerOf(one) === providerOf(other)
