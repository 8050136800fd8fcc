import { type Said } from '../model-call.ts'
import { type Endpoint } from './answer-reader.ts'
import { type OpenAIUsage, openaiUsage } from './openai-usage.ts'

interface Embeddings {
  model?: string
  usage?: OpenAIUsage | null
}

/** `embeddings.create` of OpenAI. A vector has no output tokens; their absence would make the cost a lower bound. */
export const embeddings: Endpoint = {
  callType: 'EMBEDDING',
  readerOf: () => ({ whole: said, part: () => ({}) }),
}

function said({ model, usage }: Embeddings): Said {
  return { model, usage: usage ? { ...openaiUsage(usage), output: 0 } : undefined }
}
