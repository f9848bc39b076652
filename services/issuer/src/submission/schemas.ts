import { submissionAttachments, submissionChannels, submissionDeadlines, submissionFields } from '@e-surety/domain';
import { Type } from 'typebox';
import { nullable, oneOf } from '../contract.js';

const closed = { additionalProperties: false };
const text = Type.String();
const Missing = Type.Array(Type.Object({ field: oneOf(submissionFields), label: text }, closed));
const Worded = <const T extends readonly string[]>(codes: T) => Type.Object({ code: oneOf(codes), text }, closed);

export const SubmissionGuideSchema = Type.Object(
  {
    prescribed: Type.Boolean({ description: 'false: 発注者はこの保証の提出方法を公表していない' }),
    addressee: Type.Object(
      {
        from: oneOf(['contractor', 'orderer', 'open'], '申込の提出先、発注者の公表、または未定(担当課に確認する)'),
        department: nullable(text),
        person: nullable(text),
        email: nullable(text),
        text,
      },
      { ...closed, description: '提出先' },
    ),
    channel: nullable(Worded(submissionChannels)),
    subject: nullable(
      Type.Object(
        {
          text: nullable(Type.String({ description: 'このまま使える件名。分からない項目があれば null' })),
          pattern: Type.String({ description: '件名の形' }),
          missing: Missing,
        },
        { ...closed, description: '件名。定めがなければ null' },
      ),
    ),
    body: Type.Array(Type.Object({ field: oneOf(submissionFields), label: text, value: nullable(text) }, closed), {
      description: '本文に書く事項',
    }),
    attachments: Type.Array(Worded(submissionAttachments)),
    deadline: nullable(Worded(submissionDeadlines)),
    confirmByPhone: Type.Boolean({ description: '送信したら電話で連絡する' }),
    notes: Type.Array(text),
    missing: Missing,
    source: nullable(Type.String({ description: '公表されている場所' })),
    lines: Type.Array(Type.Object({ label: text, text }, closed), { description: '書面と同じ、読むための案内' }),
  },
  { $id: 'SubmissionGuide', ...closed, description: '提出方法の案内' },
);
