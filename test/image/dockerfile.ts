import { validate } from 'dockerfile-utils'

/** One step of a Dockerfile, such as `COPY --from=build /app/dist ./dist`. */
export interface Instruction {
  keyword: string
  flags: Record<string, string>
  /** What follows the keyword and its flags. */
  rest: string
  text: string
}

/** The steps after a `FROM`. */
export interface Stage {
  image: string
  name: string | undefined
  instructions: Instruction[]
}

/**
 * The stages of a Dockerfile, in their order. It has no heredocs, parser directives or instructions before the first `FROM`.
 * @throws Error with what the grammar of Docker does not allow
 */
export function parseDockerfile(source: string): Stage[] {
  const mistakes = validate(source).map(({ message, range }) => `line ${range.start.line + 1}: ${message}`)
  if (mistakes.length) throw new Error(`The Dockerfile is wrong: ${mistakes.join('; ')}`)
  const stages: Stage[] = []
  for (const instruction of instructionsOf(source)) {
    if (instruction.keyword === 'FROM') stages.push(stageOf(instruction))
    else stages.at(-1)!.instructions.push(instruction)
  }
  return stages
}

function instructionsOf(source: string): Instruction[] {
  const withoutComments = source.replace(/^\s*#.*\n/gm, '')
  const joined = withoutComments.replace(/\s*\\\n\s*/g, ' ')
  return joined.split('\n').filter(Boolean).map(instructionOf)
}

function instructionOf(text: string): Instruction {
  const [, keyword, flags, rest] = /^(\w+)((?:\s+--\S+)*)\s+(.*)$/.exec(text)!
  const pairs = [...flags!.matchAll(/--([\w-]+)=(\S+)/g)].map(([, name, value]) => [name!, value!])
  return { keyword: keyword!, flags: Object.fromEntries(pairs), rest: rest!, text }
}

function stageOf({ rest }: Instruction): Stage {
  const [image, , name] = rest.split(/\s+/)
  return { image: image!, name, instructions: [] }
}
