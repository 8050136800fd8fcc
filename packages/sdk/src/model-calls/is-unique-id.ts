const fewest = 16

/**
 * Whether the id of an answer stands for this answer alone. Servers of one's own may number their answers, as Ollama does from 0 to
 * 998, or give all of them one id: such ids are short, after a prefix such as `chatcmpl-`. Those of the known providers have more letters
 * and digits. `src/otlp/is-unique-id.ts` has the same rule for spans.
 */
export const isUniqueId = (id: string): boolean =>
  id.replace(/^[a-z]+[-_]/, '').replace(/[^a-z\d]/gi, '').length >= fewest
