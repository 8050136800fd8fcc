const uniqueViolation = '23505'

/** @throws Error with a sentence, for a statement that gives an account the e-mail address of another one */
export async function refusingTakenEmail<Result>(statement: Promise<Result>): Promise<Result> {
  try {
    return await statement
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === uniqueViolation)
      throw new Error('Another account has this e-mail address.', { cause: error })
    throw error
  }
}
