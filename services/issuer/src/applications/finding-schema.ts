import { Type } from 'typebox';
import { day, nullable, oneOf } from '../contract.js';

const closed = { additionalProperties: false };

export const FindingSchema = Type.Object(
  {
    code: Type.String(),
    severity: oneOf(
      ['warning', 'holds_approval', 'refusal'],
      'refusal は、直さないと送信・承認できない。holds_approval は、送信できるが、承認までに必要',
    ),
    pointer: Type.String({ description: '項目(JSON Pointer)' }),
    detail: Type.String(),
    rule: nullable(
      Type.Object(
        { orderer: Type.String(), validFrom: day, judgedOn: day },
        { ...closed, description: '発注者のどの規則か' },
      ),
    ),
  },
  { $id: 'Finding', ...closed, description: '注意' },
);
