import { printableLines, visibleLine } from '@e-surety/service-kit/http';
import { Type } from 'typebox';
import { acknowledgementResults } from '../db/tables.js';
import { oneOf } from '../look-ups/certificate-schema.js';

const name = (description: string) => Type.String({ minLength: 1, maxLength: 120, pattern: visibleLine, description });

const declared = {
  result: oneOf(acknowledgementResults, '受領 / 訂正依頼'),
  reason: Type.String({ maxLength: 2000, pattern: printableLines, description: '訂正依頼には必要' }),
  declaredBy: Type.Object(
    { organisation: name('団体名'), department: name('部署名'), name: name('氏名') },
    { additionalProperties: false, description: '申告した人。D-Sureは本人であることを確かめません' },
  ),
};

export const AcknowledgementSchema = Type.Object(declared, {
  $id: 'Acknowledgement',
  additionalProperties: false,
  description: '受領または訂正依頼の申告',
});

export const RecordedAcknowledgementSchema = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    guaranteeNumber: Type.String({ description: '保証契約番号' }),
    revision: Type.Integer({ minimum: 0, description: '見た版' }),
    ...declared,
    declaredAt: Type.String({ format: 'date-time' }),
  },
  { $id: 'RecordedAcknowledgement', additionalProperties: false, description: '記録された申告' },
);

export const acknowledgementSchemas = [AcknowledgementSchema, RecordedAcknowledgementSchema];
