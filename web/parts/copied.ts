/** Browsers have none on a page without HTTPS. */
interface Browser {
  clipboard?: { writeText: (text: string) => Promise<void> }
}

/** Copies a text. @returns `done`, or why it was not copied */
export async function copied(text: string, done: string): Promise<string> {
  try {
    await (navigator as Browser).clipboard!.writeText(text)
    return done
  } catch {
    return 'Not copied: the browser allows it only over HTTPS and with your permission.'
  }
}
