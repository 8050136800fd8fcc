/** The fields that are asked for, and those within each. What is not selected is not computed. */
export interface Selection {
  [field: string]: Selection
}
