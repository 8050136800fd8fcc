import { append, emptyLine, finished, type Line, MAX_JSON_BYTES, type UnfinishedLine } from './lines.ts'

/** The field of a page, as APIs answer it, that has the rows. */
const pageStart = /^\{\s*(?:"object"\s*:\s*"page"\s*,\s*)?"data"\s*:\s*\[/
const listAtEnd = /"data"\s*:\s*$/

/** Whether a text begins as a page such as `{"data":[…]}`. */
export const startsPage = (text: string): boolean => pageStart.test(text)

/**
 * The values of a JSON file, each with its text and the line where it starts: the elements of lists, the elements of
 * `data` in a page, and other objects whole. Any number of lists and objects may follow each other. The values that end in one
 * chunk come together.
 */
export async function* jsonValues(content: AsyncIterable<Buffer>): AsyncGenerator<Line[]> {
  const splitter = new Splitter()
  for await (const chunk of content) yield splitter.split(chunk)
  yield splitter.rest()
}

const code = (character: string) => character.charCodeAt(0)
const quote = code('"')
const backslash = code('\\')
const lineFeed = code('\n')
const comma = code(',')
const [openList, openObject, closeList, closeObject] = [code('['), code('{'), code(']'), code('}')]
/** What stands between values: blanks, commas, and the byte order mark. */
const between = new Set([...Buffer.from(' \t\r\n,:'), 0xef, 0xbb, 0xbf])

/** Splits the bytes into values by counting the brackets outside of strings. */
class Splitter {
  private line = 1
  private isInString = false
  private isEscaped = false
  /** How many lists and objects are open. */
  private depth = 0
  /** How many of them are around the values: 0 at the top, 1 in a list, 2 in the list of a page. */
  private valueDepth = 0
  private value: UnfinishedLine | undefined
  /** Where in the chunk the rest of the value begins. */
  private start = 0
  private ended: Line[] = []

  split(chunk: Buffer): Line[] {
    this.start = 0
    this.ended = []
    for (let at = 0; at < chunk.length; at++) {
      if (chunk[at] === lineFeed) this.line++
      if (this.isInString) this.inString(chunk[at]!)
      else this.outside(chunk, at)
    }
    if (this.value) append(this.value, chunk.subarray(this.start))
    return this.ended
  }

  /** The value that had not ended at the end of the file, else the bracket of a list that had not: the file is cut off. */
  rest(): Line[] {
    if (this.value) return [finished(this.value)]
    return this.depth > 0 ? [{ number: this.line, bytes: Buffer.from('[') }] : []
  }

  private inString(byte: number): void {
    if (this.isEscaped) this.isEscaped = false
    else if (byte === backslash) this.isEscaped = true
    else if (byte === quote) this.isInString = false
  }

  private outside(chunk: Buffer, at: number): void {
    const byte = chunk[at]!
    if (byte === openList || byte === openObject) this.open(chunk, at)
    else if (byte === closeList || byte === closeObject) this.close(chunk, at)
    else if (byte === comma || byte === lineFeed) this.endScalar(chunk, at)
    else if (!this.value && !between.has(byte)) this.begin(at)
    if (byte === quote) this.isInString = true
  }

  private open(chunk: Buffer, at: number): void {
    const isList = chunk[at] === openList
    if (!this.value && this.depth === 0 && isList) this.valueDepth = 1
    else if (isList && this.isAtPageData(chunk, at)) this.enterPage()
    else this.begin(at)
    this.depth++
  }

  private isAtPageData(chunk: Buffer, at: number): boolean {
    if (this.valueDepth !== 0 || this.depth !== 1 || !this.value) return false
    const before = Buffer.concat([...this.value.pieces, chunk.subarray(this.start, at)])
    return listAtEnd.test(before.subarray(-100).toString())
  }

  private enterPage(): void {
    this.value = undefined
    this.valueDepth = 2
  }

  private begin(at: number): void {
    if (this.value || this.depth !== this.valueDepth) return
    this.value = emptyLine(this.line, MAX_JSON_BYTES)
    this.start = at
  }

  private close(chunk: Buffer, at: number): void {
    this.endScalar(chunk, at)
    this.depth = Math.max(this.depth - 1, 0)
    if (this.value && this.depth === this.valueDepth) this.end(chunk, at + 1)
    if (this.depth < this.valueDepth) this.valueDepth = 0
  }

  /** A number, a text or a word ends at the next comma, bracket or line. */
  private endScalar(chunk: Buffer, at: number): void {
    if (this.value && this.depth === this.valueDepth) this.end(chunk, at)
  }

  private end(chunk: Buffer, end: number): void {
    append(this.value!, chunk.subarray(this.start, end))
    this.ended.push(finished(this.value!))
    this.value = undefined
  }
}
