// Printed from openapi/dsure.json by `npm run openapi`. Changes go into the routes of the service.
export interface components {
    schemas: {
        /** @description 受領または訂正依頼の申告 */
        Acknowledgement: {
            /**
             * @description 受領 / 訂正依頼
             * @enum {string}
             */
            result: "accepted" | "correction_requested";
            /** @description 訂正依頼には必要 */
            reason: string;
            /** @description 申告した人。D-Sureは本人であることを確かめません */
            declaredBy: {
                /** @description 団体名 */
                organisation: string;
                /** @description 部署名 */
                department: string;
                /** @description 氏名 */
                name: string;
            };
        };
        /** @description 一件ごとの答え */
        BatchAnswer: {
            /** @description 照会した順 */
            answers: ({
                /** @constant */
                status: 200;
                found: components["schemas"]["FoundCertificate"];
            } | {
                status: number;
                problem: components["schemas"]["Problem"];
            })[];
        };
        /** @description 100件までの照会 */
        BatchLookUp: {
            lookUps: components["schemas"]["LookUp"][];
        };
        /** @description 電子証書 */
        Certificate: {
            /** @constant */
            format: "esurety-certificate/1";
            /** @description 保証契約番号 */
            guaranteeNumber: string;
            /** @description 版。0 = 当初 */
            revision: number;
            /** @enum {string} */
            type: "original" | "amendment" | "correction" | "cancellation" | "void";
            /** @description 変更回数 */
            amendments: number;
            /**
             * Format: date
             * @description 発行日
             */
            issuedOn: string;
            /** @enum {string} */
            status: "in_force" | "cancelled" | "void";
            /**
             * Format: date
             * @description この状態になる日
             */
            statusFrom: string;
            /** @description 保証人 */
            issuer: {
                id: string;
                name: string;
                address: string;
                representative: string;
            };
            /** @description 被保証者(発注者) */
            orderer: {
                code: string;
                name: string;
                signatory: {
                    office: string | null;
                    title: string;
                    name: string | null;
                } | null;
            };
            /** @description 保証契約者(受注者) */
            contractor: {
                name: string;
                address: string;
                /** @description 署名者 */
                signatory: {
                    office: string | null;
                    title: string;
                    name: string | null;
                };
                jointVenture: {
                    name: string;
                    /** @description 代表者。members の何番目か(0から) */
                    representative: number;
                    members: {
                        name: string;
                        address: string;
                        representativeTitle: string;
                        representativeName: string;
                        /** @description 出資割合(%) */
                        sharePercent: string;
                    }[];
                } | null;
            };
            /** @description 請負工事 */
            works: {
                /** @enum {string} */
                subject: "construction" | "consulting";
                /** @description 工事名・業務名 */
                name: string;
                number: string | null;
                place: string;
                /** @description 請負契約日。null: 発行時に未締結 */
                contractDate: string | null;
                contractNumber: string | null;
                /** @description 請負金額。消費税込み(円) */
                contractPrice: number;
                /** @description 工期 */
                period: {
                    /** Format: date */
                    from: string;
                    /** Format: date */
                    to: string;
                };
            };
            /** @description 保証金額(円) */
            amount: number;
            /** @description 保証期間 */
            period: {
                /** @description null: 請負契約締結日 */
                from: string | null;
                /**
                 * Format: date
                 * @description 最終日を含む
                 */
                to: string;
            };
            /** @description 割合 */
            ratio: {
                percent: string;
                /** @enum {string} */
                of: "contractPrice" | "fiscalYearBase";
            };
            /** @description 約款 */
            terms: {
                name: string;
                version: string;
            };
            /** @description 備考 */
            remarks: string;
            history: components["schemas"]["HistoryEntry"][];
            /** @constant */
            kind: "performance";
        } | {
            /** @constant */
            format: "esurety-certificate/1";
            /** @description 保証契約番号 */
            guaranteeNumber: string;
            /** @description 版。0 = 当初 */
            revision: number;
            /** @enum {string} */
            type: "original" | "amendment" | "correction" | "cancellation" | "void";
            /** @description 変更回数 */
            amendments: number;
            /**
             * Format: date
             * @description 発行日
             */
            issuedOn: string;
            /** @enum {string} */
            status: "in_force" | "cancelled" | "void";
            /**
             * Format: date
             * @description この状態になる日
             */
            statusFrom: string;
            /** @description 保証人 */
            issuer: {
                id: string;
                name: string;
                address: string;
                representative: string;
            };
            /** @description 被保証者(発注者) */
            orderer: {
                code: string;
                name: string;
                signatory: {
                    office: string | null;
                    title: string;
                    name: string | null;
                } | null;
            };
            /** @description 保証契約者(受注者) */
            contractor: {
                name: string;
                address: string;
                /** @description 署名者 */
                signatory: {
                    office: string | null;
                    title: string;
                    name: string | null;
                };
                jointVenture: {
                    name: string;
                    /** @description 代表者。members の何番目か(0から) */
                    representative: number;
                    members: {
                        name: string;
                        address: string;
                        representativeTitle: string;
                        representativeName: string;
                        /** @description 出資割合(%) */
                        sharePercent: string;
                    }[];
                } | null;
            };
            /** @description 請負工事 */
            works: {
                /** @enum {string} */
                subject: "construction" | "consulting";
                /** @description 工事名・業務名 */
                name: string;
                number: string | null;
                place: string;
                /** @description 請負契約日。null: 発行時に未締結 */
                contractDate: string | null;
                contractNumber: string | null;
                /** @description 請負金額。消費税込み(円) */
                contractPrice: number;
                /** @description 工期 */
                period: {
                    /** Format: date */
                    from: string;
                    /** Format: date */
                    to: string;
                };
            };
            /** @description 保証金額(円) */
            amount: number;
            /** @description 保証期間 */
            period: {
                /** @description null: 請負契約締結日 */
                from: string | null;
                /**
                 * Format: date
                 * @description 最終日を含む
                 */
                to: string;
            };
            /** @description 割合 */
            ratio: {
                percent: string;
                /** @enum {string} */
                of: "contractPrice" | "fiscalYearBase";
            };
            /** @description 約款 */
            terms: {
                name: string;
                version: string;
            };
            /** @description 備考 */
            remarks: string;
            history: components["schemas"]["HistoryEntry"][];
            /** @constant */
            kind: "advance_payment";
            /** @description 預託金融機関 */
            depositary: string;
            /**
             * @description 再預託利用区分
             * @enum {string}
             */
            redeposit: "used" | "not_used";
            fiscalYearBase: {
                year: number;
                /** @enum {string} */
                basis: "planned_output" | "payment_limit";
                /** @description 今年度対象額(円) */
                amount: number;
            } | null;
        } | {
            /** @constant */
            format: "esurety-certificate/1";
            /** @description 保証契約番号 */
            guaranteeNumber: string;
            /** @description 版。0 = 当初 */
            revision: number;
            /** @enum {string} */
            type: "original" | "amendment" | "correction" | "cancellation" | "void";
            /** @description 変更回数 */
            amendments: number;
            /**
             * Format: date
             * @description 発行日
             */
            issuedOn: string;
            /** @enum {string} */
            status: "in_force" | "cancelled" | "void";
            /**
             * Format: date
             * @description この状態になる日
             */
            statusFrom: string;
            /** @description 保証人 */
            issuer: {
                id: string;
                name: string;
                address: string;
                representative: string;
            };
            /** @description 被保証者(発注者) */
            orderer: {
                code: string;
                name: string;
                signatory: {
                    office: string | null;
                    title: string;
                    name: string | null;
                } | null;
            };
            /** @description 保証契約者(受注者) */
            contractor: {
                name: string;
                address: string;
                /** @description 署名者 */
                signatory: {
                    office: string | null;
                    title: string;
                    name: string | null;
                };
                jointVenture: {
                    name: string;
                    /** @description 代表者。members の何番目か(0から) */
                    representative: number;
                    members: {
                        name: string;
                        address: string;
                        representativeTitle: string;
                        representativeName: string;
                        /** @description 出資割合(%) */
                        sharePercent: string;
                    }[];
                } | null;
            };
            /** @description 請負工事 */
            works: {
                /** @enum {string} */
                subject: "construction" | "consulting";
                /** @description 工事名・業務名 */
                name: string;
                number: string | null;
                place: string;
                /** @description 請負契約日。null: 発行時に未締結 */
                contractDate: string | null;
                contractNumber: string | null;
                /** @description 請負金額。消費税込み(円) */
                contractPrice: number;
                /** @description 工期 */
                period: {
                    /** Format: date */
                    from: string;
                    /** Format: date */
                    to: string;
                };
            };
            /** @description 保証金額(円) */
            amount: number;
            /** @description 保証期間 */
            period: {
                /** @description null: 請負契約締結日 */
                from: string | null;
                /**
                 * Format: date
                 * @description 最終日を含む
                 */
                to: string;
            };
            /** @description 割合 */
            ratio: {
                percent: string;
                /** @enum {string} */
                of: "contractPrice" | "fiscalYearBase";
            };
            /** @description 約款 */
            terms: {
                name: string;
                version: string;
            };
            /** @description 備考 */
            remarks: string;
            history: components["schemas"]["HistoryEntry"][];
            /** @constant */
            kind: "interim_advance_payment";
            /** @description 預託金融機関 */
            depositary: string;
            /**
             * @description 再預託利用区分
             * @enum {string}
             */
            redeposit: "used" | "not_used";
            fiscalYearBase: {
                year: number;
                /** @enum {string} */
                basis: "planned_output" | "payment_limit";
                /** @description 今年度対象額(円) */
                amount: number;
            } | null;
            recognition: {
                /**
                 * Format: date
                 * @description 認定日
                 */
                date: string;
                /** @description 認定番号 */
                number: string;
            };
            priorAdvance: {
                guaranteeNumber: string;
            } | {
                external: {
                    issuerName: string;
                    number: string;
                    /** @description 保証金額(円) */
                    amount: number;
                };
            };
        };
        /** @description 照合 */
        CrossCheck: {
            /** @description 認証キー。全角・小文字・空白・ハイフンの有無は問いません */
            authenticationKey: string;
            /** @description 保証契約番号。あれば、認証キーと対であることも確かめます */
            guaranteeNumber?: string;
            facts: components["schemas"]["OrderersFacts"];
        };
        /** @description 照合の結果 */
        CrossCheckAnswer: {
            found: components["schemas"]["FoundCertificate"];
            /** @description 示された事項ごとの結果 */
            comparison: {
                /** @enum {string} */
                fact: "worksNumber" | "contractorName" | "contractPrice" | "worksPeriodFrom" | "worksPeriodTo" | "requiredAmount";
                /** @enum {string} */
                result: "matches" | "differs";
                given: string | number;
                onCertificate: string | number | null;
            }[];
        };
        /** @description 1つの版の登録。docs/deposit-format.md 参照 */
        Deposit: {
            /** @description 封書 (compact JWS) */
            envelope: string;
            parts: {
                /** @description 電子証書 (JWS) を封緘した compact JWE */
                certificate: string;
                /** @description PDFを封緘した compact JWE */
                pdf: string;
            };
        };
        /** @description 登録の確認。同じ内容の再送には同じ答えを返します */
        DepositConfirmation: {
            /** @description 保証契約番号 */
            guaranteeNumber: string;
            /** @description 最新の版 */
            revision: number;
            /** @description 鍵世代 */
            keyGeneration: number;
            /**
             * Format: date-time
             * @description D-Sureが登録した日時
             */
            depositedAt: string;
            /** @description 封書の SHA-256 (base64url)。次の封書の previous になる */
            envelopeDigest: string;
        };
        /** @description 電子証書に起きたこと */
        Event: {
            /** @constant */
            type: "certificate.deposited";
            /**
             * Format: uuid
             * @description 同じ出来事は、いつ読んでも同じID
             */
            id: string;
            /** Format: date-time */
            at: string;
            /** @description 保証契約番号 */
            guaranteeNumber: string;
            /** @description 版 */
            revision: number;
        } | {
            /** @constant */
            type: "certificate.viewed";
            /**
             * Format: uuid
             * @description 同じ出来事は、いつ読んでも同じID
             */
            id: string;
            /** Format: date-time */
            at: string;
            /** @description 保証契約番号 */
            guaranteeNumber: string;
            /** @description 版 */
            revision: number;
        } | {
            /** @constant */
            type: "certificate.acknowledged";
            /**
             * Format: uuid
             * @description 同じ出来事は、いつ読んでも同じID
             */
            id: string;
            /** Format: date-time */
            at: string;
            /** @description 保証契約番号 */
            guaranteeNumber: string;
            /** @description 版 */
            revision: number;
            acknowledgement: components["schemas"]["RecordedAcknowledgement"];
        };
        EventFeed: {
            /** @description 古い順 */
            events: components["schemas"]["Event"][];
            /** @description 次に after に渡す値。null は、まだ何も起きていない */
            next: string | null;
            /** @description 続きがすぐに読める */
            more: boolean;
        };
        /** @description 照会の結果 */
        FoundCertificate: {
            /** @description 保証契約番号 */
            guaranteeNumber: string;
            issuer: {
                id: string;
                name: string;
            };
            /**
             * @description 照会した時点の状態
             * @enum {string}
             */
            status: "in_force" | "not_yet_in_force" | "expired" | "cancelled" | "void";
            /** @description 最新の版 */
            revision: number;
            /** @description 版の数 */
            revisions: number;
            /**
             * Format: date-time
             * @description 最新の版がD-Sureに登録された日時
             */
            depositedAt: string;
            /**
             * Format: date-time
             * @description 照会した日時
             */
            checkedAt: string;
            certificate: components["schemas"]["Certificate"];
            history: components["schemas"]["HistoryEntry"][];
            verification: components["schemas"]["Verification"][];
            view: {
                /** @description 閲覧トークン。links を開くときの Bearer */
                token: string;
                /** Format: date-time */
                expiresAt: string;
            };
            links: {
                pdf: string;
                jws: string;
                /** @description 閲覧確認票 */
                receipt: string;
            };
        };
        Health: {
            /** @constant */
            status: "ok";
        };
        /** @description 変更の履歴の一件 */
        HistoryEntry: {
            /** @description 版 */
            revision: number;
            /** @enum {string} */
            type: "original" | "amendment" | "correction" | "cancellation" | "void";
            /**
             * Format: date
             * @description 発行日
             */
            issuedOn: string;
            /**
             * Format: date
             * @description 効力の生じる日
             */
            effectiveOn: string;
            /** @description 理由 */
            reason: string | null;
            changes: {
                /** @description 変わった項目 (JSON Pointer) */
                item: string;
                before: string | number | boolean | null;
                after: string | number | boolean | null;
            }[];
        };
        /** @description 保証事業会社 */
        Issuer: {
            id: string;
            /** @description 保証事業会社の名称 */
            name: string;
            /** @description 保証契約番号の先頭2桁 */
            numberPrefix: string;
            /** @description 照会で困ったときのお問い合わせ先。会社、支店の順 */
            contacts: components["schemas"]["IssuerContact"][];
        };
        /** @description お問い合わせ先 */
        IssuerContact: {
            /** @description 会社の窓口または支店 */
            name: string;
            phone: string;
            /** @description 受付時間 */
            hours: string;
        };
        /** @description 公開鍵 (JWK) */
        IssuerKey: {
            /** @constant */
            kty: "EC";
            /** @constant */
            crv: "P-256";
            x: string;
            y: string;
            /** @description RFC 7638 の thumbprint */
            kid: string;
            /** @constant */
            use: "sig";
            /** @constant */
            alg: "ES256";
            purpose: "certificate" | "envelope" | "call";
            /** @description retired: 過去の署名の検証だけに使う鍵 */
            status: "active" | "retired" | "compromised";
            compromisedSince: string | null;
        };
        /** @description JWK Set (RFC 7517) */
        IssuerKeySet: {
            keys: components["schemas"]["IssuerKey"][];
        };
        IssuerList: {
            issuers: components["schemas"]["Issuer"][];
        };
        /** @description 認証キーの再発行 */
        KeyReplacement: {
            /** @description 封書 (compact JWS) */
            envelope: string;
            /** @description 第0版からの全ての版を、新しい認証キーで封緘し直したもの */
            revisions: {
                /** @description 電子証書 (JWS) を封緘した compact JWE */
                certificate: string;
                /** @description PDFを封緘した compact JWE */
                pdf: string;
            }[];
        };
        /** @description 照会 */
        LookUp: {
            /** @description 認証キー。全角・小文字・空白・ハイフンの有無は問いません */
            authenticationKey: string;
            /** @description 保証契約番号。あれば、認証キーと対であることも確かめます */
            guaranteeNumber?: string;
        };
        /** @description 発注者の手元にある契約の内容 */
        OrderersFacts: {
            /** @description 工事番号。全角・半角は問いません */
            worksNumber?: string;
            /** @description 受注者。空白と「株式会社」「㈱」の違いは問いません */
            contractorName?: string;
            /** @description 請負金額。消費税込み(円) */
            contractPrice?: number;
            /**
             * Format: date
             * @description 工期の始期
             */
            worksPeriodFrom?: string;
            /**
             * Format: date
             * @description 工期の終期
             */
            worksPeriodTo?: string;
            /** @description 必要な保証金額。保証金額がこれ以上であることを確かめます(円) */
            requiredAmount?: number;
        };
        /** @description 問題の内容 (RFC 9457) */
        Problem: {
            type: string;
            title: string;
            status: number;
            /** @description 変わらない識別子 */
            code: string;
            detail: string;
            /** @description お問い合わせの際にお知らせください */
            requestId: string;
            /** @description detail の元になった事実 */
            facts?: Record<string, never>;
            errors?: {
                /** @description 誤りのある項目 (JSON Pointer, RFC 6901) */
                pointer: string;
                /** @enum {string} */
                in: "body" | "path" | "query" | "header";
                code: string;
                detail: string;
                /** @description 正しい入力 */
                expected?: string;
            }[];
        };
        /** @description 記録された申告 */
        RecordedAcknowledgement: {
            /** Format: uuid */
            id: string;
            /** @description 保証契約番号 */
            guaranteeNumber: string;
            /** @description 見た版 */
            revision: number;
            /**
             * @description 受領 / 訂正依頼
             * @enum {string}
             */
            result: "accepted" | "correction_requested";
            /** @description 訂正依頼には必要 */
            reason: string;
            /** @description 申告した人。D-Sureは本人であることを確かめません */
            declaredBy: {
                /** @description 団体名 */
                organisation: string;
                /** @description 部署名 */
                department: string;
                /** @description 氏名 */
                name: string;
            };
            /** Format: date-time */
            declaredAt: string;
        };
        /** @description 検証した事項とその結果 */
        Verification: {
            /** @enum {string} */
            check: "authentication_key" | "stored_record" | "issuer_signature" | "signing_key" | "pdf";
            /** @enum {string} */
            result: "passed" | "failed" | "skipped";
            detail: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export interface operations {
    checkLive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    checkReady: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    readMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 計測値 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
        };
    };
    replaceKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 保証契約番号 (例 12-08-0000123-4) */
                guaranteeNumber: string;
                /** @description 1からの整数 */
                keyGeneration: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyReplacement"];
            };
        };
        responses: {
            /** @description 登録の確認。同じ内容の再送には同じ答えを返します */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DepositConfirmation"];
                };
            };
            /** @description 登録の確認。同じ内容の再送には同じ答えを返します */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DepositConfirmation"];
                };
            };
        };
    };
    depositRevision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 保証契約番号 (例 12-08-0000123-4) */
                guaranteeNumber: string;
                /** @description 0からの整数 */
                revision: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Deposit"];
            };
        };
        responses: {
            /** @description 登録の確認。同じ内容の再送には同じ答えを返します */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DepositConfirmation"];
                };
            };
            /** @description 登録の確認。同じ内容の再送には同じ答えを返します */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DepositConfirmation"];
                };
            };
        };
    };
    acknowledgeCertificate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 保証契約番号 (例 12-08-0000123-4) */
                guaranteeNumber: string;
                /** @description 0からの整数 */
                revision: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Acknowledgement"];
            };
        };
        responses: {
            /** @description 記録された申告 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordedAcknowledgement"];
                };
            };
            /** @description 記録された申告 */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordedAcknowledgement"];
                };
            };
        };
    };
    viewCertificateJws: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 保証契約番号 (例 12-08-0000123-4) */
                guaranteeNumber: string;
                /** @description 0からの整数 */
                revision: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 電子証書の署名済みデータ (compact JWS) */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/jose": string;
                };
            };
        };
    };
    viewCertificatePdf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 保証契約番号 (例 12-08-0000123-4) */
                guaranteeNumber: string;
                /** @description 0からの整数 */
                revision: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 電子証書のPDF */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
        };
    };
    viewReceipt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 保証契約番号 (例 12-08-0000123-4) */
                guaranteeNumber: string;
                /** @description 0からの整数 */
                revision: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 閲覧確認票 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
        };
    };
    listEvents: {
        parameters: {
            query?: {
                /** @description 前の答えの next。省略すると最初から。期限はありません */
                after?: string;
                /** @description 件数(1から100)。省略すると50 */
                limit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventFeed"];
                };
            };
        };
    };
    listIssuers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 成功 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuerList"];
                };
            };
        };
    };
    listIssuerKeys: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                issuer: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description JWK Set (RFC 7517) */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuerKeySet"];
                };
            };
        };
    };
    lookUpCertificate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LookUp"];
            };
        };
        responses: {
            /** @description 照会の結果 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FoundCertificate"];
                };
            };
        };
    };
    lookUpCertificates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchLookUp"];
            };
        };
        responses: {
            /** @description 一件ごとの答え */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchAnswer"];
                };
            };
        };
    };
    crossCheckCertificate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CrossCheck"];
            };
        };
        responses: {
            /** @description 照合の結果 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CrossCheckAnswer"];
                };
            };
        };
    };
}
