import {
  certificateForms,
  changeTypes,
  guaranteeKinds,
  guaranteeRequestStates,
  guaranteeStatuses,
  revisionTypes,
} from '@e-surety/domain';
import { Type } from 'typebox';
import { KeyReplacementSchema } from '../changes/schemas.js';
import { DayInput, day, instant, nullable, oneOf, optionalName, ref, uuid, yen } from '../contract.js';
import { FeeSchema } from '../fees/schemas.js';

const closed = { additionalProperties: false };

const common = {
  guaranteeNumber: Type.String({ description: '保証契約番号' }),
  applicationId: uuid,
  kind: oneOf(guaranteeKinds),
  form: oneOf(certificateForms),
  status: oneOf(guaranteeStatuses),
  revision: Type.Integer({ minimum: 0, description: '版' }),
  amendments: Type.Integer({ minimum: 0, description: '変更回数' }),
  issuedOn: day,
  orderer: Type.Object({ code: Type.String(), name: Type.String() }, closed),
  contractor: Type.Object({ name: Type.String() }, closed),
  worksName: Type.String(),
  amount: yen,
  period: Type.Object({ from: nullable(day), to: day }, closed),
  change: nullable(
    Type.Object(
      {
        id: uuid,
        type: oneOf(changeTypes),
        status: oneOf(guaranteeRequestStates, '手続状況'),
        reflecting: Type.Boolean({ description: '反映中: D-Sureの登録完了を待っている' }),
      },
      { ...closed, description: '手続中の変更。内容はまだ反映されていない' },
    ),
  ),
  keyReplacement: nullable(ref(KeyReplacementSchema)),
  delivery: nullable(
    Type.Object(
      {
        status: oneOf(['waiting', 'dispatched'], 'waiting は発送待ち(郵送待ち)'),
        method: oneOf(['post', 'branch_counter'], '受取方法: 郵送か、支店の窓口か'),
        address: nullable(Type.String({ description: '送付先' })),
        dispatchedOn: nullable(day),
        reference: nullable(Type.String({ description: '書留番号、受取人など' })),
      },
      { ...closed, description: '証書(紙)の受渡し。電子保証では null' },
    ),
  ),
  externalReference: nullable(Type.String({ description: '貴社の管理番号' })),
  updatedAt: instant,
};

export const GuaranteeSummary = Type.Object(common, { $id: 'GuaranteeSummary', ...closed });

export const GuaranteeSchema = Type.Object(
  {
    ...common,
    certificate: Type.Unsafe<Record<string, unknown>>({
      type: 'object',
      description: '最新の版の電子証書の内容。形式は docs/deposit-format.md',
    }),
    history: Type.Array(
      Type.Object(
        {
          revision: Type.Integer(),
          type: oneOf(revisionTypes),
          issuedOn: day,
          effectiveOn: day,
          reason: nullable(Type.String()),
          changes: Type.Array(
            Type.Object({ item: Type.String(), before: Type.Unknown(), after: Type.Unknown() }, closed),
          ),
        },
        closed,
      ),
    ),
    fee: ref(FeeSchema),
    depositedAt: nullable(instant),
  },
  { $id: 'Guarantee', ...closed, description: '保証契約' },
);

export const GuaranteeList = Type.Object(
  { guarantees: Type.Array(ref(GuaranteeSummary)), next: nullable(Type.String({ description: '続きのカーソル' })) },
  { $id: 'GuaranteeList', ...closed },
);

export const AuthenticationKeySchema = Type.Object(
  {
    guaranteeNumber: Type.String(),
    authenticationKey: Type.String({ description: '認証キー(4文字×7)' }),
    keyGeneration: Type.Integer({ minimum: 1 }),
    lookUpUrl: Type.String({ description: '発注者が照会するところ' }),
  },
  { $id: 'AuthenticationKey', ...closed },
);

export const DispatchInput = Type.Object(
  {
    method: oneOf(['post', 'branch_counter'], '郵送したか、窓口で渡したか'),
    dispatchedOn: DayInput,
    reference: optionalName(100, '書留番号、受取人など'),
  },
  { $id: 'DispatchInput', ...closed, description: '証書(紙)の発送の記録' },
);

export const ExternalReferenceInput = Type.Object(
  { externalReference: optionalName(100, '貴社の管理番号。クライアントごとに一意') },
  { $id: 'ExternalReferenceInput', ...closed },
);

export const guaranteeSchemas = [
  ExternalReferenceInput,
  DispatchInput,
  GuaranteeSummary,
  GuaranteeSchema,
  GuaranteeList,
  AuthenticationKeySchema,
];
