/** An issue that must not go on until a person has looked; the message is for that person and holds no secret. */
export class Held extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'Held';
  }
}
