import { attachmentMediaTypes, attachmentTypes } from '@e-surety/domain';
import { Type } from 'typebox';
import { instant, oneOf, ref, uuid } from '../contract.js';
import type { UploadedFile } from './uploaded-file.js';

const closed = { additionalProperties: false };

const type = oneOf(attachmentTypes, '請負契約書・落札通知書や指名通知書・認定調書・変更契約書・その他');

export const AttachmentInput = Type.Object(
  {
    type,
    file: Type.Unsafe<UploadedFile>({
      contentMediaType: 'application/octet-stream',
      description: 'PDF・JPEG・PNG(内容で判断する)。10 MiB まで',
    }),
  },
  { $id: 'AttachmentInput', ...closed, description: '添付書類。ファイル名は UTF-8 のまま保存する' },
);

export const AttachmentSchema = Type.Object(
  {
    id: uuid,
    type,
    name: Type.String({ description: '受け取ったままのファイル名' }),
    mediaType: oneOf(attachmentMediaTypes),
    size: Type.Integer({ minimum: 1, description: 'バイト' }),
    sha256: Type.String({ description: 'SHA-256(base64url)' }),
    addedAt: instant,
  },
  { $id: 'Attachment', ...closed, description: '添付書類' },
);

const anyMediaType = { schema: Type.Unsafe<Uint8Array>({ type: 'string' }) };

export const fileAsReceived = {
  description: '受け取ったままの内容',
  content: { 'application/pdf': anyMediaType, 'image/jpeg': anyMediaType, 'image/png': anyMediaType },
};

export const AttachmentList = Type.Object(
  { attachments: Type.Array(ref(AttachmentSchema)) },
  { $id: 'AttachmentList', ...closed },
);
