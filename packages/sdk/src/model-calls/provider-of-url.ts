/** The hosts that speak the API of OpenAI, with the provider behind each; others name themselves `openai-compatible`. */
const providers: [host: string, provider: string][] = [
  ['openai.com', 'openai'],
  ['azure.com', 'azure'],
  ['anthropic.com', 'anthropic'],
  ['amazonaws.com', 'bedrock'],
  ['googleapis.com', 'google'],
  ['mistral.ai', 'mistral'],
  ['cohere.com', 'cohere'],
  ['cohere.ai', 'cohere'],
  ['deepseek.com', 'deepseek'],
  ['x.ai', 'xai'],
  ['groq.com', 'groq'],
  ['together.xyz', 'together'],
  ['together.ai', 'together'],
  ['fireworks.ai', 'fireworks'],
  ['voyageai.com', 'voyage'],
  ['openrouter.ai', 'openrouter'],
]

const ollamaPort = '11434'

/** The provider at the address of a client, such as `groq` for `https://api.groq.com/openai/v1`; undefined if unknown. */
export function providerOfUrl(url: unknown): string | undefined {
  if (typeof url !== 'string' || !URL.canParse(url)) return undefined
  const { hostname, port } = new URL(url)
  if (port === ollamaPort) return 'ollama'
  return providers.find(([host]) => hostname === host || hostname.endsWith(`.${host}`))?.[1]
}
