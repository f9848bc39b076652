/** One rule: what it is called, and each way in which it can be broken with the sentence that says so. */
export interface Rule<Subject> {
  name: string;
  faults: (subject: Subject) => [broken: boolean, sentence: string][];
}
