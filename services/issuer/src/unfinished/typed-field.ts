/** What was typed into one field, as it was typed. */
export interface TypedField {
  /** As the form calls it. */
  name: string;
  text: string;
}
