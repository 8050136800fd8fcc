/** The numbers of tokens that a use of a model may report, as columns of an event. */
export const tokenColumns = [
  'input_tokens',
  'cached_tokens',
  'cache_write_tokens',
  'audio_input_tokens',
  'output_tokens',
  'reasoning_tokens',
  'audio_output_tokens',
] as const
