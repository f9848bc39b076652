import type { Static } from 'typebox';
import type { RecordedAcknowledgementSchema } from './schemas.js';
import type { RecordedAcknowledgement } from './store.js';

export function presentAcknowledgement(
  recorded: RecordedAcknowledgement,
): Static<typeof RecordedAcknowledgementSchema> {
  const { organisation, department, declarer, declaredAt, ...rest } = recorded;
  return {
    ...rest,
    declaredBy: { organisation, department, name: declarer },
    declaredAt: declaredAt.toISOString(),
  };
}
