import { exampleOf } from '@e-surety/service-kit/http';
import { SubmissionGuideSchema } from './schemas.js';

export const submissionExamples = [
  exampleOf(SubmissionGuideSchema, {
    prescribed: true,
    addressee: {
      from: 'contractor',
      department: '建設課',
      person: null,
      email: 'kensetsu@example.jp',
      text: '富士見町 建設課 御中',
    },
    channel: { code: 'email', text: '電子メール' },
    subject: null,
    body: [],
    attachments: [{ code: 'key_notice', text: '「電子保証にかかる「認証キー」のお知らせ」(PDF)' }],
    deadline: null,
    confirmByPhone: false,
    notes: ['この工事について発注者が電子保証を認めた場合に限ります。'],
    missing: [],
    source: '保証事業会社が配布する町の案内',
    lines: [
      { label: '提出先', text: '富士見町 建設課 御中 kensetsu@example.jp' },
      { label: '提出方法', text: '電子メール' },
      { label: '提出するもの', text: '「電子保証にかかる「認証キー」のお知らせ」(PDF)' },
    ],
  }),
];
