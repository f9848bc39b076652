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
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
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
                    /**
                     * @example # HELP process_cpu_seconds_total Total user and system CPU time spent in seconds.
                     *     # TYPE process_cpu_seconds_total counter
                     *     process_cpu_seconds_total 11.7
                     */
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
                /**
                 * @description 保証契約番号 (例 12-08-0000123-3)
                 * @example 12-08-0000123-3
                 */
                guaranteeNumber: string;
                /**
                 * @description 1からの整数
                 * @example 2
                 */
                keyGeneration: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "envelope": "eyJhbGciOiJFUzI1NiJ9.eyJmb3JtYXQiOiJlc3VyZXR5In0.c2lnbmF0dXJl",
                 *       "revisions": [
                 *         {
                 *           "certificate": "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..aXY.Y2lwaGVydGV4dA.dGFn",
                 *           "pdf": "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..aXY.Y2lwaGVydGV4dA.dGFn"
                 *         }
                 *       ]
                 *     }
                 */
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
                    /**
                     * @example {
                     *       "guaranteeNumber": "12-08-0000123-3",
                     *       "revision": 0,
                     *       "keyGeneration": 1,
                     *       "depositedAt": "2026-11-20T01:00:00.000Z",
                     *       "envelopeDigest": "d354qsGeWjeqv1gp_L-zupisiXLzjnSvAqZ8J1NLV-U"
                     *     }
                     */
                    "application/json": components["schemas"]["DepositConfirmation"];
                };
            };
            /** @description 登録の確認。同じ内容の再送には同じ答えを返します */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "guaranteeNumber": "12-08-0000123-3",
                     *       "revision": 0,
                     *       "keyGeneration": 1,
                     *       "depositedAt": "2026-11-20T01:00:00.000Z",
                     *       "envelopeDigest": "d354qsGeWjeqv1gp_L-zupisiXLzjnSvAqZ8J1NLV-U"
                     *     }
                     */
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
                /**
                 * @description 保証契約番号 (例 12-08-0000123-3)
                 * @example 12-08-0000123-3
                 */
                guaranteeNumber: string;
                /**
                 * @description 0からの整数
                 * @example 0
                 */
                revision: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "envelope": "eyJhbGciOiJFUzI1NiJ9.eyJmb3JtYXQiOiJlc3VyZXR5In0.c2lnbmF0dXJl",
                 *       "parts": {
                 *         "certificate": "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..aXY.Y2lwaGVydGV4dA.dGFn",
                 *         "pdf": "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..aXY.Y2lwaGVydGV4dA.dGFn"
                 *       }
                 *     }
                 */
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
                    /**
                     * @example {
                     *       "guaranteeNumber": "12-08-0000123-3",
                     *       "revision": 0,
                     *       "keyGeneration": 1,
                     *       "depositedAt": "2026-11-20T01:00:00.000Z",
                     *       "envelopeDigest": "d354qsGeWjeqv1gp_L-zupisiXLzjnSvAqZ8J1NLV-U"
                     *     }
                     */
                    "application/json": components["schemas"]["DepositConfirmation"];
                };
            };
            /** @description 登録の確認。同じ内容の再送には同じ答えを返します */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "guaranteeNumber": "12-08-0000123-3",
                     *       "revision": 0,
                     *       "keyGeneration": 1,
                     *       "depositedAt": "2026-11-20T01:00:00.000Z",
                     *       "envelopeDigest": "d354qsGeWjeqv1gp_L-zupisiXLzjnSvAqZ8J1NLV-U"
                     *     }
                     */
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
                /**
                 * @description 保証契約番号 (例 12-08-0000123-3)
                 * @example 12-08-0000123-3
                 */
                guaranteeNumber: string;
                /**
                 * @description 0からの整数
                 * @example 0
                 */
                revision: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "result": "accepted",
                 *       "reason": "",
                 *       "declaredBy": {
                 *         "organisation": "富士見町",
                 *         "department": "建設課",
                 *         "name": "見本 太郎"
                 *       }
                 *     }
                 */
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
                    /**
                     * @example {
                     *       "id": "4fef393b-5a8d-448b-bd8d-3116de22485c",
                     *       "guaranteeNumber": "12-08-0000123-3",
                     *       "revision": 0,
                     *       "result": "accepted",
                     *       "reason": "",
                     *       "declaredBy": {
                     *         "organisation": "富士見町",
                     *         "department": "建設課",
                     *         "name": "見本 太郎"
                     *       },
                     *       "declaredAt": "2026-11-22T01:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["RecordedAcknowledgement"];
                };
            };
            /** @description 記録された申告 */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "4fef393b-5a8d-448b-bd8d-3116de22485c",
                     *       "guaranteeNumber": "12-08-0000123-3",
                     *       "revision": 0,
                     *       "result": "accepted",
                     *       "reason": "",
                     *       "declaredBy": {
                     *         "organisation": "富士見町",
                     *         "department": "建設課",
                     *         "name": "見本 太郎"
                     *       },
                     *       "declaredAt": "2026-11-22T01:00:00.000Z"
                     *     }
                     */
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
                /**
                 * @description 保証契約番号 (例 12-08-0000123-3)
                 * @example 12-08-0000123-3
                 */
                guaranteeNumber: string;
                /**
                 * @description 0からの整数
                 * @example 0
                 */
                revision: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 電子証書の署名済みデータ (compact JWS) / Download the signed data of the certificate (compact JWS) */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example eyJhbGciOiJFUzI1NiJ9.eyJmb3JtYXQiOiJlc3VyZXR5In0.c2lnbmF0dXJl */
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
                /**
                 * @description 保証契約番号 (例 12-08-0000123-3)
                 * @example 12-08-0000123-3
                 */
                guaranteeNumber: string;
                /**
                 * @description 0からの整数
                 * @example 0
                 */
                revision: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 電子証書のPDF / Download the certificate (PDF) */
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
                /**
                 * @description 保証契約番号 (例 12-08-0000123-3)
                 * @example 12-08-0000123-3
                 */
                guaranteeNumber: string;
                /**
                 * @description 0からの整数
                 * @example 0
                 */
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
                    /**
                     * @example {
                     *       "events": [
                     *         {
                     *           "id": "0e3c2f9b-51c6-4c53-9d9c-2f4f3f2f8a11",
                     *           "type": "certificate.viewed",
                     *           "at": "2026-11-22T01:00:00.000Z",
                     *           "guaranteeNumber": "12-08-0000123-3",
                     *           "revision": 0
                     *         }
                     *       ],
                     *       "next": "MTIzNDU2Nzg5OjQy",
                     *       "more": false
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "issuers": [
                     *         {
                     *           "id": "mihon",
                     *           "name": "見本建設業保証株式会社",
                     *           "numberPrefix": "12",
                     *           "contacts": [
                     *             {
                     *               "name": "長野支店",
                     *               "phone": "026-000-0000",
                     *               "hours": "9:00~17:00(土曜・日曜・祝日・年末年始を除く)"
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
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
                /** @example mihon */
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
                    /**
                     * @example {
                     *       "keys": [
                     *         {
                     *           "kty": "EC",
                     *           "crv": "P-256",
                     *           "alg": "ES256",
                     *           "use": "sig",
                     *           "x": "DX1bcYFLURtSxyQiz54iz_cUZcWuAYTAvyrom7Gn9tg",
                     *           "y": "wMYyC6s0jFfbGSLamdUMS7t-3sb0J7Qy5rIDmBG9YEc",
                     *           "kid": "JxWVxGZ8bnwafdETuLQk9GxmqtWiM6UQZ_54p0MqZzg",
                     *           "purpose": "certificate",
                     *           "status": "active",
                     *           "compromisedSince": null
                     *         }
                     *       ]
                     *     }
                     */
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
                /**
                 * @example {
                 *       "authenticationKey": "1T7B-Q3BR-QMPN-43M8-XWN6-ME23-H1FX",
                 *       "guaranteeNumber": "12-08-0000123-3"
                 *     }
                 */
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
                    /**
                     * @example {
                     *       "guaranteeNumber": "12-08-0000123-3",
                     *       "issuer": {
                     *         "id": "mihon",
                     *         "name": "見本建設業保証株式会社"
                     *       },
                     *       "status": "in_force",
                     *       "revision": 0,
                     *       "revisions": 1,
                     *       "depositedAt": "2026-11-20T01:00:00.000Z",
                     *       "checkedAt": "2026-11-22T01:00:00.000Z",
                     *       "certificate": {
                     *         "format": "esurety-certificate/1",
                     *         "guaranteeNumber": "12-08-0000123-3",
                     *         "kind": "performance",
                     *         "revision": 0,
                     *         "type": "original",
                     *         "amendments": 0,
                     *         "issuedOn": "2026-11-20",
                     *         "status": "in_force",
                     *         "statusFrom": "2026-11-20",
                     *         "issuer": {
                     *           "id": "mihon",
                     *           "name": "見本建設業保証株式会社",
                     *           "address": "東京都中央区○○1-1-1",
                     *           "representative": "代表取締役社長 見本 一郎"
                     *         },
                     *         "orderer": {
                     *           "code": "203629",
                     *           "name": "富士見町",
                     *           "signatory": {
                     *             "office": null,
                     *             "title": "富士見町長",
                     *             "name": null
                     *           }
                     *         },
                     *         "contractor": {
                     *           "name": "○○建設 株式会社",
                     *           "address": "長野県諏訪郡富士見町○○100番地",
                     *           "signatory": {
                     *             "office": null,
                     *             "title": "代表取締役",
                     *             "name": "見本 正"
                     *           },
                     *           "jointVenture": null
                     *         },
                     *         "works": {
                     *           "subject": "construction",
                     *           "name": "町道○○線 道路改良工事",
                     *           "number": "08-0123",
                     *           "place": "長野県諏訪郡富士見町",
                     *           "contractDate": "2026-11-10",
                     *           "contractNumber": null,
                     *           "contractPrice": 50000000,
                     *           "period": {
                     *             "from": "2026-11-11",
                     *             "to": "2027-03-19"
                     *           }
                     *         },
                     *         "amount": 5000000,
                     *         "period": {
                     *           "from": "2026-11-10",
                     *           "to": "2027-03-19"
                     *         },
                     *         "ratio": {
                     *           "percent": "10.0",
                     *           "of": "contractPrice"
                     *         },
                     *         "terms": {
                     *           "name": "契約保証特約(見本)",
                     *           "version": "2026-04"
                     *         },
                     *         "remarks": "",
                     *         "history": [
                     *           {
                     *             "revision": 0,
                     *             "type": "original",
                     *             "issuedOn": "2026-11-20",
                     *             "effectiveOn": "2026-11-20",
                     *             "reason": null,
                     *             "changes": []
                     *           }
                     *         ]
                     *       },
                     *       "history": [
                     *         {
                     *           "revision": 0,
                     *           "type": "original",
                     *           "issuedOn": "2026-11-20",
                     *           "effectiveOn": "2026-11-20",
                     *           "reason": null,
                     *           "changes": []
                     *         }
                     *       ],
                     *       "verification": [
                     *         {
                     *           "check": "authentication_key",
                     *           "result": "passed",
                     *           "detail": "この認証キーで電子証書を開くことができました。"
                     *         },
                     *         {
                     *           "check": "stored_record",
                     *           "result": "passed",
                     *           "detail": "D-Sureの登録内容(保証契約番号・版・状態)と電子証書の内容が一致しました。"
                     *         },
                     *         {
                     *           "check": "issuer_signature",
                     *           "result": "passed",
                     *           "detail": "見本建設業保証株式会社の電子署名を、登録済みの公開鍵で確認しました。"
                     *         },
                     *         {
                     *           "check": "signing_key",
                     *           "result": "passed",
                     *           "detail": "電子署名に使われた保証人の鍵は有効です。"
                     *         },
                     *         {
                     *           "check": "pdf",
                     *           "result": "skipped",
                     *           "detail": "PDFは、取得するときに同じ方法で確認します。"
                     *         }
                     *       ],
                     *       "view": {
                     *         "token": "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..aXY.Y2lwaGVydGV4dA.dGFn",
                     *         "expiresAt": "2026-11-22T02:00:00.000Z"
                     *       },
                     *       "links": {
                     *         "pdf": "https://dsure.example.jp/v1/certificates/12-08-0000123-3/revisions/0/certificate.pdf",
                     *         "jws": "https://dsure.example.jp/v1/certificates/12-08-0000123-3/revisions/0/certificate.jws",
                     *         "receipt": "https://dsure.example.jp/v1/certificates/12-08-0000123-3/revisions/0/receipt.pdf"
                     *       }
                     *     }
                     */
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
                /**
                 * @example {
                 *       "lookUps": [
                 *         {
                 *           "authenticationKey": "1T7B-Q3BR-QMPN-43M8-XWN6-ME23-H1FX",
                 *           "guaranteeNumber": "12-08-0000123-3"
                 *         },
                 *         {
                 *           "authenticationKey": "1T7B-Q3BR-QMPM-43M8-XWN6-ME23-H1FX"
                 *         }
                 *       ]
                 *     }
                 */
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
                    /**
                     * @example {
                     *       "answers": [
                     *         {
                     *           "status": 200,
                     *           "found": {
                     *             "guaranteeNumber": "12-08-0000123-3",
                     *             "issuer": {
                     *               "id": "mihon",
                     *               "name": "見本建設業保証株式会社"
                     *             },
                     *             "status": "in_force",
                     *             "revision": 0,
                     *             "revisions": 1,
                     *             "depositedAt": "2026-11-20T01:00:00.000Z",
                     *             "checkedAt": "2026-11-22T01:00:00.000Z",
                     *             "certificate": {
                     *               "format": "esurety-certificate/1",
                     *               "guaranteeNumber": "12-08-0000123-3",
                     *               "kind": "performance",
                     *               "revision": 0,
                     *               "type": "original",
                     *               "amendments": 0,
                     *               "issuedOn": "2026-11-20",
                     *               "status": "in_force",
                     *               "statusFrom": "2026-11-20",
                     *               "issuer": {
                     *                 "id": "mihon",
                     *                 "name": "見本建設業保証株式会社",
                     *                 "address": "東京都中央区○○1-1-1",
                     *                 "representative": "代表取締役社長 見本 一郎"
                     *               },
                     *               "orderer": {
                     *                 "code": "203629",
                     *                 "name": "富士見町",
                     *                 "signatory": {
                     *                   "office": null,
                     *                   "title": "富士見町長",
                     *                   "name": null
                     *                 }
                     *               },
                     *               "contractor": {
                     *                 "name": "○○建設 株式会社",
                     *                 "address": "長野県諏訪郡富士見町○○100番地",
                     *                 "signatory": {
                     *                   "office": null,
                     *                   "title": "代表取締役",
                     *                   "name": "見本 正"
                     *                 },
                     *                 "jointVenture": null
                     *               },
                     *               "works": {
                     *                 "subject": "construction",
                     *                 "name": "町道○○線 道路改良工事",
                     *                 "number": "08-0123",
                     *                 "place": "長野県諏訪郡富士見町",
                     *                 "contractDate": "2026-11-10",
                     *                 "contractNumber": null,
                     *                 "contractPrice": 50000000,
                     *                 "period": {
                     *                   "from": "2026-11-11",
                     *                   "to": "2027-03-19"
                     *                 }
                     *               },
                     *               "amount": 5000000,
                     *               "period": {
                     *                 "from": "2026-11-10",
                     *                 "to": "2027-03-19"
                     *               },
                     *               "ratio": {
                     *                 "percent": "10.0",
                     *                 "of": "contractPrice"
                     *               },
                     *               "terms": {
                     *                 "name": "契約保証特約(見本)",
                     *                 "version": "2026-04"
                     *               },
                     *               "remarks": "",
                     *               "history": [
                     *                 {
                     *                   "revision": 0,
                     *                   "type": "original",
                     *                   "issuedOn": "2026-11-20",
                     *                   "effectiveOn": "2026-11-20",
                     *                   "reason": null,
                     *                   "changes": []
                     *                 }
                     *               ]
                     *             },
                     *             "history": [
                     *               {
                     *                 "revision": 0,
                     *                 "type": "original",
                     *                 "issuedOn": "2026-11-20",
                     *                 "effectiveOn": "2026-11-20",
                     *                 "reason": null,
                     *                 "changes": []
                     *               }
                     *             ],
                     *             "verification": [
                     *               {
                     *                 "check": "authentication_key",
                     *                 "result": "passed",
                     *                 "detail": "この認証キーで電子証書を開くことができました。"
                     *               },
                     *               {
                     *                 "check": "stored_record",
                     *                 "result": "passed",
                     *                 "detail": "D-Sureの登録内容(保証契約番号・版・状態)と電子証書の内容が一致しました。"
                     *               },
                     *               {
                     *                 "check": "issuer_signature",
                     *                 "result": "passed",
                     *                 "detail": "見本建設業保証株式会社の電子署名を、登録済みの公開鍵で確認しました。"
                     *               },
                     *               {
                     *                 "check": "signing_key",
                     *                 "result": "passed",
                     *                 "detail": "電子署名に使われた保証人の鍵は有効です。"
                     *               },
                     *               {
                     *                 "check": "pdf",
                     *                 "result": "skipped",
                     *                 "detail": "PDFは、取得するときに同じ方法で確認します。"
                     *               }
                     *             ],
                     *             "view": {
                     *               "token": "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..aXY.Y2lwaGVydGV4dA.dGFn",
                     *               "expiresAt": "2026-11-22T02:00:00.000Z"
                     *             },
                     *             "links": {
                     *               "pdf": "https://dsure.example.jp/v1/certificates/12-08-0000123-3/revisions/0/certificate.pdf",
                     *               "jws": "https://dsure.example.jp/v1/certificates/12-08-0000123-3/revisions/0/certificate.jws",
                     *               "receipt": "https://dsure.example.jp/v1/certificates/12-08-0000123-3/revisions/0/receipt.pdf"
                     *             }
                     *           }
                     *         },
                     *         {
                     *           "status": 400,
                     *           "problem": {
                     *             "type": "urn:e-surety:problem:authentication_key_mistyped",
                     *             "code": "authentication_key_mistyped",
                     *             "title": "認証キーに入力の誤りがあります",
                     *             "status": 400,
                     *             "detail": "おそらく3組目に誤りがあります。ほかの組も確かめてください。",
                     *             "requestId": "efc9f459-031d-48e2-b966-b662937f7914"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
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
                /**
                 * @example {
                 *       "authenticationKey": "1T7B-Q3BR-QMPN-43M8-XWN6-ME23-H1FX",
                 *       "guaranteeNumber": "12-08-0000123-3",
                 *       "facts": {
                 *         "worksNumber": "08-0123",
                 *         "contractPrice": 52000000
                 *       }
                 *     }
                 */
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
                    /**
                     * @example {
                     *       "found": {
                     *         "guaranteeNumber": "12-08-0000123-3",
                     *         "issuer": {
                     *           "id": "mihon",
                     *           "name": "見本建設業保証株式会社"
                     *         },
                     *         "status": "in_force",
                     *         "revision": 0,
                     *         "revisions": 1,
                     *         "depositedAt": "2026-11-20T01:00:00.000Z",
                     *         "checkedAt": "2026-11-22T01:00:00.000Z",
                     *         "certificate": {
                     *           "format": "esurety-certificate/1",
                     *           "guaranteeNumber": "12-08-0000123-3",
                     *           "kind": "performance",
                     *           "revision": 0,
                     *           "type": "original",
                     *           "amendments": 0,
                     *           "issuedOn": "2026-11-20",
                     *           "status": "in_force",
                     *           "statusFrom": "2026-11-20",
                     *           "issuer": {
                     *             "id": "mihon",
                     *             "name": "見本建設業保証株式会社",
                     *             "address": "東京都中央区○○1-1-1",
                     *             "representative": "代表取締役社長 見本 一郎"
                     *           },
                     *           "orderer": {
                     *             "code": "203629",
                     *             "name": "富士見町",
                     *             "signatory": {
                     *               "office": null,
                     *               "title": "富士見町長",
                     *               "name": null
                     *             }
                     *           },
                     *           "contractor": {
                     *             "name": "○○建設 株式会社",
                     *             "address": "長野県諏訪郡富士見町○○100番地",
                     *             "signatory": {
                     *               "office": null,
                     *               "title": "代表取締役",
                     *               "name": "見本 正"
                     *             },
                     *             "jointVenture": null
                     *           },
                     *           "works": {
                     *             "subject": "construction",
                     *             "name": "町道○○線 道路改良工事",
                     *             "number": "08-0123",
                     *             "place": "長野県諏訪郡富士見町",
                     *             "contractDate": "2026-11-10",
                     *             "contractNumber": null,
                     *             "contractPrice": 50000000,
                     *             "period": {
                     *               "from": "2026-11-11",
                     *               "to": "2027-03-19"
                     *             }
                     *           },
                     *           "amount": 5000000,
                     *           "period": {
                     *             "from": "2026-11-10",
                     *             "to": "2027-03-19"
                     *           },
                     *           "ratio": {
                     *             "percent": "10.0",
                     *             "of": "contractPrice"
                     *           },
                     *           "terms": {
                     *             "name": "契約保証特約(見本)",
                     *             "version": "2026-04"
                     *           },
                     *           "remarks": "",
                     *           "history": [
                     *             {
                     *               "revision": 0,
                     *               "type": "original",
                     *               "issuedOn": "2026-11-20",
                     *               "effectiveOn": "2026-11-20",
                     *               "reason": null,
                     *               "changes": []
                     *             }
                     *           ]
                     *         },
                     *         "history": [
                     *           {
                     *             "revision": 0,
                     *             "type": "original",
                     *             "issuedOn": "2026-11-20",
                     *             "effectiveOn": "2026-11-20",
                     *             "reason": null,
                     *             "changes": []
                     *           }
                     *         ],
                     *         "verification": [
                     *           {
                     *             "check": "authentication_key",
                     *             "result": "passed",
                     *             "detail": "この認証キーで電子証書を開くことができました。"
                     *           },
                     *           {
                     *             "check": "stored_record",
                     *             "result": "passed",
                     *             "detail": "D-Sureの登録内容(保証契約番号・版・状態)と電子証書の内容が一致しました。"
                     *           },
                     *           {
                     *             "check": "issuer_signature",
                     *             "result": "passed",
                     *             "detail": "見本建設業保証株式会社の電子署名を、登録済みの公開鍵で確認しました。"
                     *           },
                     *           {
                     *             "check": "signing_key",
                     *             "result": "passed",
                     *             "detail": "電子署名に使われた保証人の鍵は有効です。"
                     *           },
                     *           {
                     *             "check": "pdf",
                     *             "result": "skipped",
                     *             "detail": "PDFは、取得するときに同じ方法で確認します。"
                     *           }
                     *         ],
                     *         "view": {
                     *           "token": "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..aXY.Y2lwaGVydGV4dA.dGFn",
                     *           "expiresAt": "2026-11-22T02:00:00.000Z"
                     *         },
                     *         "links": {
                     *           "pdf": "https://dsure.example.jp/v1/certificates/12-08-0000123-3/revisions/0/certificate.pdf",
                     *           "jws": "https://dsure.example.jp/v1/certificates/12-08-0000123-3/revisions/0/certificate.jws",
                     *           "receipt": "https://dsure.example.jp/v1/certificates/12-08-0000123-3/revisions/0/receipt.pdf"
                     *         }
                     *       },
                     *       "comparison": [
                     *         {
                     *           "fact": "worksNumber",
                     *           "result": "matches",
                     *           "given": "08-0123",
                     *           "onCertificate": "08-0123"
                     *         },
                     *         {
                     *           "fact": "contractPrice",
                     *           "result": "differs",
                     *           "given": 52000000,
                     *           "onCertificate": 50000000
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["CrossCheckAnswer"];
                };
            };
        };
    };
    exportLookUps: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "lookUps": [
                 *         {
                 *           "authenticationKey": "1T7B-Q3BR-QMPN-43M8-XWN6-ME23-H1FX",
                 *           "guaranteeNumber": "12-08-0000123-3"
                 *         },
                 *         {
                 *           "authenticationKey": "1T7B-Q3BR-QMPM-43M8-XWN6-ME23-H1FX"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["BatchLookUp"];
            };
        };
        responses: {
            /** @description 照会の結果 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example "行","結果","結果の説明","保証契約番号","版","変更回数","保証の種類","発注者コード","被保証者","保証契約者","工事名","工事番号","請負金額","保証金額","保証期間の始期","保証期間の終期","発行日","照会日時"
                     *     "1","in_force","有効","12-08-0000123-3","0","0","契約保証","203629","富士見町","○○建設 株式会社","町道○○線 道路改良工事","08-0123","50000000","5000000","2026-11-10","2027-03-19","2026-11-20","2026-11-22T01:00:00.000Z"
                     */
                    "text/csv": string;
                };
            };
        };
    };
}
